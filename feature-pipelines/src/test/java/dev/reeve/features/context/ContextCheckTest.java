package dev.reeve.features.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.WindowDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All that is wrong with a context is told at once, with place, value and what is allowed. */
class ContextCheckTest {

  @Test
  void aSoundContextHasNoProblems() {
    assertThat(ContextCheck.check(TestingContexts.fleet("rack"), "/contexts/0")).isEmpty();
  }

  @Test
  void everyProblemIsToldAtOnce() {
    FeatureDefinition derived =
        new FeatureDefinition(
            "both",
            "",
            "rack",
            "",
            "count",
            "a + b",
            WindowDefinition.EVER,
            Map.of(),
            "soon",
            "",
            "");
    ContextDefinition broken =
        new ContextDefinition(
            "Fleet",
            0,
            "Host",
            "",
            "",
            "row",
            Map.of("cpu", "percent"),
            Map.of("rack", "where"),
            List.of(
                derived,
                TestingContexts.feature("x", "ram", "measure.cpu > ", "mean", "10s", "1s"),
                TestingContexts.feature("x", "cpu", "cpu > 1.0", "ewma", "10s", "3s"),
                TestingContexts.feature("y", "", "", "max", "1h", "1s")));

    assertThat(ContextCheck.check(broken, "/contexts/2"))
        .extracting(Problem::path)
        .map(path -> path.substring("/contexts/2".length()))
        .containsExactly(
            "/name",
            "/version",
            "/entity_type",
            "/group_by",
            "/features/0/expression",
            "/features/0/attribute",
            "/features/0/window",
            "/features/1/measure",
            "/features/1/filter#1:14",
            "/features/2/name",
            "/features/2/filter#1:0",
            "/features/2/aggregate",
            "/features/2/window/pane",
            "/features/3/measure",
            "/features/3/window");
    assertThat(ContextCheck.check(broken, ""))
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("an aggregate of a context is one of count"))
        .anyMatch(m -> m.contains("at most 120 panes"))
        .anyMatch(m -> m.contains("unknown name 'cpu', did you mean 'measure.cpu'?"));
  }

  @Test
  void namesEveryAggregateThatMergesOverSubtasks() {
    assertThat(ContextCheck.aggregates())
        .contains("count", "sum", "mean", "min", "max", "variance")
        .doesNotContain("ewma", "gaussian_tail", "habituating_surprise");
  }
}
