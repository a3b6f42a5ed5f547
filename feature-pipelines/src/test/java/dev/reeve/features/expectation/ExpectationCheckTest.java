package dev.reeve.features.expectation;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.expectation.TestingExpectations.increasing;
import static dev.reeve.features.expectation.TestingExpectations.maxSilence;
import static dev.reeve.features.expectation.TestingExpectations.mostMissing;
import static dev.reeve.features.expectation.TestingExpectations.ofFeature;
import static dev.reeve.features.expectation.TestingExpectations.range;
import static dev.reeve.features.expectation.TestingExpectations.set;
import static dev.reeve.features.expectation.TestingExpectations.zones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.FeatureSetCheck;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.WindowDefinition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Is everything that is wrong with expectations found, with place, value and what is allowed? */
class ExpectationCheckTest {

  private static final String E = "/expectations/0";

  @Test
  void soundExpectationsHaveNoProblems() {
    assertThat(
            check(
                range("a", "cpu", 0.0, 100.0, "reject"),
                range("b", "requests", 0.0, null, null),
                ofFeature("c", "mean", null, 90.0, "flag"),
                zones("reject", "north", "south"),
                increasing("count"),
                mostMissing(0.1, last("10m", null), "reject"),
                maxSilence("10m", "flag")))
        .isEmpty();
    assertThat(FeatureSetCheck.check(set("59m"), "")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void oneWrongExpectationIsOneProblem(
      ExpectationDefinition wrong, String path, String value, String allowed) {
    List<Problem> problems = check(wrong);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo(E + path);
    assertThat(problems.get(0).value()).isEqualTo(value);
    assertThat(problems.get(0).message()).contains(allowed);
  }

  static Stream<Arguments> oneWrongExpectationIsOneProblem() {
    return Stream.of(
        Arguments.of(range("Big", "cpu", 0.0, null, null), "/name", "Big", "lower-case"),
        Arguments.of(range(null, "cpu", 0.0, null, null), "/name", "", "lower-case"),
        Arguments.of(range("a", "heat", 0.0, null, null), "/measure", "heat", "cpu, requests"),
        Arguments.of(ofFeature("a", "heat", 0.0, null, null), "/feature", "heat", "mean, n"),
        Arguments.of(range("a", "cpu", null, null, null), "", "no rule", "exactly one rule"),
        Arguments.of(all(), "", "min, max and increasing", "exactly one rule"),
        Arguments.of(range("a", "", 0.0, null, null), "", "no subject", "measure or feature"),
        Arguments.of(twoSubjects(), "", "measure and feature", "exactly one measure or feature"),
        Arguments.of(range("a", "cpu", 5.0, 4.0, null), "/max", "4.0", "at least min, 5.0"),
        Arguments.of(range("a", "cpu", Double.NaN, null, null), "/min", "NaN", "finite"),
        Arguments.of(
            range("a", "cpu", null, Double.POSITIVE_INFINITY, null), "/max", "Infinity", "finite"),
        Arguments.of(zones("flag", "north", "north"), "/categories/1", "north", "once"),
        Arguments.of(
            zones("flag", IntStream.range(0, 1_001).mapToObj(i -> "z" + i).toArray(String[]::new)),
            "/categories",
            "1001 categories",
            "1000"),
        Arguments.of(
            mostMissing(1.0, count(5, 1), null), "/most_missing", "1.0", "0 or more and below 1"),
        Arguments.of(mostMissing(Double.NaN, count(5, 1), null), "/most_missing", "NaN", "below 1"),
        Arguments.of(mostMissing(0.1, null, null), "/window", "", "needs a window"),
        Arguments.of(
            mostMissing(0.1, WindowDefinition.EVER, null), "/window", "", "needs a window"),
        Arguments.of(
            mostMissing(0.1, count(101, 1), null), "/window", "101 panes", "at most 100 panes"),
        Arguments.of(mostMissing(0.1, count(10, 3), null), "/window/step", "3", "divides"),
        Arguments.of(
            mostMissing(0.1, last("soon", null), null), "/window/last", "soon", "30s or 5m"),
        Arguments.of(windowTooMany(), "/window", "min, max", "belongs to most_missing"),
        Arguments.of(maxSilence("1h", null), "/max_silence", "1h", "below the ttl, 1h"),
        Arguments.of(maxSilence("500ms", null), "/max_silence", "500ms", "at least 1s"),
        Arguments.of(maxSilence("long", null), "/max_silence", "long", "30s or 5m"),
        Arguments.of(
            range("a", "cpu", 0.0, null, "drop"), "/on_violation", "drop", "reject, flag, count"),
        Arguments.of(
            ofFeature("a", "mean", 0.0, null, "reject"), "/on_violation", "reject", "flag, count"),
        Arguments.of(maxSilence("1m", "reject"), "/on_violation", "reject", "flag, count"));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    FeatureSetDefinition broken =
        set("2h", range("a", "heat", 5.0, 4.0, "drop"), range("a", "cpu", 0.0, null, null));
    assertThat(FeatureSetCheck.check(broken, ""))
        .extracting(Problem::path)
        .containsExactly(
            "/silence",
            "/expectations/0/measure",
            "/expectations/0/max",
            "/expectations/0/on_violation",
            "/expectations/1/name");
  }

  @Test
  void aSetHasNotTooManyExpectations() {
    ExpectationDefinition[] many = new ExpectationDefinition[101];
    for (int i = 0; i < many.length; i++) {
      many[i] = range("e" + i, "cpu", 0.0, null, null);
    }
    assertThat(check(many)).extracting(Problem::path).containsExactly("/expectations");
  }

  private static List<Problem> check(ExpectationDefinition... expectations) {
    return FeatureSetCheck.check(set(expectations), "");
  }

  private static ExpectationDefinition all() {
    return new ExpectationDefinition(
        "a", "", "cpu", "", "", 0.0, null, null, true, null, null, null, null);
  }

  private static ExpectationDefinition twoSubjects() {
    return new ExpectationDefinition(
        "a", "", "cpu", "", "mean", 0.0, null, null, null, null, null, null, null);
  }

  private static ExpectationDefinition windowTooMany() {
    return new ExpectationDefinition(
        "a", "", "cpu", "", "", 0.0, null, null, null, null, null, count(5, 1), null);
  }
}
