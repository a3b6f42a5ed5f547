package dev.reeve.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions are typed, bounded, and undetermined where something is missing. */
class ExpressionCompilerTest {

  private static final ExpressionScope SCOPE =
      new ExpressionScope(
          new TreeMap<>(
              Map.of(
                  "cpu", ValueType.DOUBLE,
                  "measure.cpu", ValueType.DOUBLE,
                  "attribute.tier", ValueType.STRING,
                  "event.time", ValueType.INT)));

  private final Map<String, Object> values =
      new TreeMap<>(Map.of("cpu", 95.0, "attribute.tier", "gold", "event.time", 7L));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu > 90                                | true",
        "cpu > 90 && attribute.tier == 'gold'    | true",
        "attribute.tier in ['gold', 'silver']    | true",
        "event.time % 2 == 1                     | true",
        "cpu / 2.0                               | 47.5",
        "cpu > 90 ? 'high' : 'low'               | high",
        "double(event.time) + 0.5                | 7.5",
        "[1, 2, 3].exists(n, n > 2)              | true",
        "attribute.tier.matches('^g.*d$')        | true"
      })
  void evaluates(String source, String expected) {
    assertThat(compile(source).evaluate(values::get).value()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "measure.cpu > 90                 ; measure.cpu is missing",
        "cpu > 99 || measure.cpu > 90     ; measure.cpu is missing",
        "1 / (event.time - 7) > 0         ; DIVIDE_BY_ZERO"
      })
  void isUndeterminedWhereItDependsOnWhatIsNotThere(String source, String reason) {
    Result result = compile(source).evaluate(values::get);
    assertThat(result.isDetermined()).isFalse();
    assertThat(result.reason()).isEqualTo(reason);
  }

  @Test
  void aMissingValueThatDecidesNothingDoesNotMatter() {
    assertThat(compile("cpu > 90 || measure.cpu > 90").evaluate(values::get).isTrue()).isTrue();
    assertThat(compile("measure.cpu > 90 && cpu < 90").evaluate(values::get).isDetermined())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpuu > 90             | did you mean 'cpu'?",
        "measure.ram > 1.0     | unknown name 'measure.ram'",
        "cpu * 2 > 1.0         | write whole numbers as 2.0",
        "cpu                   | result is double, allowed: [bool]",
        "cpu >                 | mismatched input",
        "[1].map(n, n) == [1]  | unknown name",
        "now() > 1             | unknown name 'now'"
      })
  void saysWhatIsAllowed(String source, String message) {
    List<ExpressionProblem> problems = new ArrayList<>();
    assertThat(
            new ExpressionCompiler(SCOPE)
                .compile(source, EnumSet.of(ValueType.BOOL), problems::add))
        .isEmpty();
    assertThat(problems.toString()).contains(message);
  }

  @Test
  void iterationsAndTextsAreBounded() {
    String list = "[1,2,3,4,5,6,7,8,9,10]";
    String nested =
        list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list + ".all(d, d > 0))))";
    assertThat(compile(nested).evaluate(values::get).isDetermined()).isFalse();
    values.put("attribute.tier", "x".repeat(3_000));
    assertThat(compile("attribute.tier + attribute.tier").evaluate(values::get).reason())
        .isEqualTo("text is longer than 4096 characters");
  }

  private static Expression compile(String source) {
    return new ExpressionCompiler(SCOPE)
        .compile(
            source,
            EnumSet.allOf(ValueType.class),
            problem -> {
              throw new AssertionError(problem);
            })
        .orElseThrow();
  }
}
