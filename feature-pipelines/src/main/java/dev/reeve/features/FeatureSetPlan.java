package dev.reeve.features;

import dev.reeve.expression.Expression;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.aggregate.RunningAggregate;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.expectation.Expectations;
import dev.reeve.features.window.PaneSharing;
import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A feature set, compiled: windows of one kind over the same input share panes, and features over
 * the same window share its values.
 *
 * @param definition definition that it was compiled from
 * @param ttlMillis event time after which a silent entity starts anew, in milliseconds
 * @param inputs what goes into aggregates
 * @param filters the filters of the inputs, each once
 * @param windows windows to keep
 * @param running aggregates with a state of their own to keep
 * @param derived features that follow from others, each after those that it needs
 * @param staleAfterMillis by feature: age of its last value from which on it is stale
 * @param hasTexts whether a feature is a text
 * @param layout fingerprint of all that shapes the state; state of another layout is not read
 * @param expectations what it expects of events and of its features
 * @param silenceMillis event time of an entity's silence after which a vector is computed all the
 *     same, in milliseconds; 0 for never
 * @param fingerprint fingerprint of the definition, which vectors name
 */
public record FeatureSetPlan(
    FeatureSetDefinition definition,
    long ttlMillis,
    List<FeatureInput> inputs,
    List<Expression> filters,
    List<WindowsCell> windows,
    List<RunningCell> running,
    List<DerivedFeature> derived,
    List<Long> staleAfterMillis,
    boolean hasTexts,
    long layout,
    Expectations expectations,
    long silenceMillis,
    long fingerprint) {

  /**
   * Windows that share panes.
   *
   * @param input position of what goes into them
   * @param kind what is kept of a pane
   * @param sharing the windows
   * @param features features over them, in the order of the windows
   */
  public record WindowsCell(
      int input, PartialKind kind, PaneSharing sharing, List<WindowFeature> features) {

    /** Whether they are small enough for the head that every event reads. */
    public boolean inHead() {
      return kind == PartialKind.SUMMARY;
    }

    /** Whether a feature judges the event's own value against the window before it. */
    public boolean scores() {
      return features.stream().anyMatch(feature -> feature.aggregate().scores());
    }
  }

  /**
   * A feature over a window.
   *
   * @param window number of the window in {@link PaneSharing#windows}
   * @param shape that window
   * @param aggregate what it tells of the window
   * @param parameters parameters of the aggregate, complete
   * @param feature position in the vector
   */
  public record WindowFeature(
      int window,
      WindowShape shape,
      WindowAggregate aggregate,
      Map<String, Double> parameters,
      int feature) {}

  /**
   * An aggregate to keep with its own state.
   *
   * @param input position of what goes into it
   * @param aggregate aggregate
   * @param parameters its parameters, complete
   * @param feature position in the vector
   */
  public record RunningCell(
      int input, RunningAggregate aggregate, Map<String, Double> parameters, int feature) {}

  /**
   * A feature that follows from other features.
   *
   * @param feature position in the vector
   * @param expression CEL, double, over the features by their names
   * @param needs positions of the features that it names
   */
  public record DerivedFeature(int feature, Expression expression, List<Integer> needs) {}

  /**
   * Compiles a definition.
   *
   * @throws IllegalArgumentException with everything that {@link FeatureSetCheck} finds wrong
   */
  public static FeatureSetPlan of(FeatureSetDefinition definition) {
    List<Problem> problems = FeatureSetCheck.check(definition, "");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "feature set "
              + definition.id()
              + ": "
              + problems.stream()
                  .map(p -> p.path() + " '" + p.value() + "': " + p.message())
                  .collect(Collectors.joining("; ")));
    }
    return new PlanCompiler(definition).compile();
  }
}
