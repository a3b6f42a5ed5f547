package dev.reeve.features;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.WindowDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Is everything that is wrong with a feature set found, with place, value and what is allowed? */
class FeatureSetCheckTest {

  private static final WindowDefinition EVER = WindowDefinition.EVER;
  private static final String F = "/feature_sets/3/features/0";

  @Test
  void aSoundSetHasNoProblems() {
    FeatureSetDefinition sound =
        set(
            feature("a", "mean", last("5m", null)),
            feature("b", "", "count", last("90s", "30s"), Map.of()),
            feature("c", "", "rate", count(10, 1), Map.of()),
            feature("d", "gaussian_tail", count(6_400, 100)),
            feature("e", "cpu", "ewma", EVER, Map.of("half_life", 600.0)));
    assertThat(FeatureSetCheck.check(sound, "/feature_sets/0")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void oneWrongFeatureIsOneProblem(
      FeatureDefinition feature, String path, String value, String allowed) {
    List<Problem> problems = FeatureSetCheck.check(set(feature), "/feature_sets/3");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo(F + path);
    assertThat(problems.get(0).value()).isEqualTo(value);
    assertThat(problems.get(0).message()).contains(allowed);
  }

  static Stream<Arguments> oneWrongFeatureIsOneProblem() {
    return Stream.of(
        Arguments.of(feature("Big", "sum", EVER), "/name", "Big", "lower-case"),
        Arguments.of(feature(null, "sum", EVER), "/name", "", "lower-case"),
        Arguments.of(
            feature("f", "median", EVER),
            "/aggregate",
            "median",
            "count, count_where, delta, distinct, ewma"),
        Arguments.of(feature("f", null, EVER), "/aggregate", "", "one of"),
        Arguments.of(
            feature("f", "heat", "sum", EVER, Map.of()), "/measure", "heat", "cpu, requests"),
        Arguments.of(feature("f", "", "mean", EVER, Map.of()), "/measure", "", "needs a measure"),
        Arguments.of(feature("f", "sum", last("five", null)), "/window/last", "five", "30s or 5m"),
        Arguments.of(
            feature("f", "sum", last("999999999999d", null)),
            "/window/last",
            "999999999999d",
            "30s or 5m"),
        Arguments.of(feature("f", "sum", last("0s", null)), "/window/last", "0s", "1s to 3660d"),
        Arguments.of(feature("f", "sum", last("5m", "7s")), "/window/pane", "7s", "multiple"),
        Arguments.of(
            feature("f", "sum", last("100s", null)), "/window/last", "100s", "give a pane"),
        Arguments.of(feature("f", "sum", last("5m", "10m")), "/window/pane", "10m", "at most"),
        Arguments.of(feature("f", "sum", last("5m", "500ms")), "/window/pane", "500ms", "1s"),
        Arguments.of(feature("f", "sum", last("7d", "1s")), "/window/pane", "1s", "10000 panes"),
        Arguments.of(feature("f", "sum", count(0, 1)), "/window/count", "0", "1 to 1000000"),
        Arguments.of(feature("f", "sum", count(10, 3)), "/window/step", "3", "divides"),
        Arguments.of(feature("f", "sum", count(10, 0)), "/window/step", "0", "divides"),
        Arguments.of(feature("f", "sum", count(100_000, 1)), "/window/step", "1", "10000 steps"),
        Arguments.of(
            feature("f", "sum", new WindowDefinition("5m", null, 5, null)),
            "/window/count",
            "5",
            "either"),
        Arguments.of(
            feature("f", "sum", new WindowDefinition(null, "1s", 5, null)),
            "/window/pane",
            "1s",
            "belongs"),
        Arguments.of(
            feature("f", "sum", new WindowDefinition(null, null, null, 5)),
            "/window/step",
            "5",
            "belongs"),
        Arguments.of(
            feature("f", "cpu", "ewma", last("5m", null), Map.of("half_life", 1.0)),
            "/window",
            "a time window",
            "since ever"),
        Arguments.of(
            feature("f", "cpu", "ewma", count(5, 1), Map.of("half_life", 1.0)),
            "/window",
            "a count window",
            "since ever"),
        Arguments.of(feature("f", "ewma", EVER), "/parameters", "", "half_life"),
        Arguments.of(
            feature("f", "cpu", "ewma", EVER, Map.of("half_life", -1.0)),
            "/parameters/half_life",
            "-1.0",
            "from 0.001 to 1000000000"),
        Arguments.of(
            feature("f", "cpu", "sum", EVER, Map.of("a/b", 1.0)),
            "/parameters/a~1b",
            "1.0",
            "no parameters"));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    FeatureSetDefinition broken =
        new FeatureSetDefinition(
            "Host",
            0,
            "Host!",
            "",
            "",
            Map.of("CPU load", "%"),
            Map.of("zone name", ""),
            "soon",
            null,
            null,
            null,
            List.of(),
            List.of(feature("f", "sum", EVER), feature("f", "median", count(10, 3))));
    assertThat(FeatureSetCheck.check(broken, ""))
        .extracting(Problem::path)
        .containsExactly(
            "/name",
            "/version",
            "/entity_type",
            "/ttl",
            "/measures/CPU load",
            "/attributes/zone name",
            "/features/0/measure",
            "/features/1/name",
            "/features/1/measure",
            "/features/1/aggregate",
            "/features/1/window/step");
    assertThatThrownBy(() -> FeatureSetPlan.of(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/features/1/window/step '3'");
  }

  @Test
  void aSetHasFeaturesButNotTooMany() {
    FeatureDefinition[] many = new FeatureDefinition[201];
    for (int i = 0; i < many.length; i++) {
      many[i] = feature("f" + i, "sum", EVER);
    }
    assertThat(FeatureSetCheck.check(set(many), ""))
        .extracting(Problem::path)
        .contains("/features");
    assertThat(FeatureSetCheck.check(set(), "")).extracting(Problem::path).contains("/features");
  }
}
