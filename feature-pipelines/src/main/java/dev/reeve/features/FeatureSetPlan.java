package dev.reeve.features;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.RunningAggregate;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.expectation.Expectations;
import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A feature set, compiled: features over the same measure and window share one {@link
 * FeatureWindow}.
 *
 * @param definition definition that it was compiled from
 * @param ttlMillis event time after which a silent entity starts anew, in milliseconds
 * @param windows windows to keep
 * @param running aggregates with a state of their own to keep
 * @param layout fingerprint of all that shapes the state; state of another layout is not read
 * @param expectations what it expects of events and of its features
 * @param silenceMillis event time of an entity's silence after which a vector is computed all the
 *     same, in milliseconds; 0 for never
 */
public record FeatureSetPlan(
    FeatureSetDefinition definition,
    long ttlMillis,
    List<WindowCell> windows,
    List<RunningCell> running,
    long layout,
    Expectations expectations,
    long silenceMillis) {

  /**
   * A window to keep.
   *
   * @param measure measure that goes into it; empty counts events
   * @param shape window
   * @param features features that read it: aggregate by position in the vector
   */
  public record WindowCell(
      String measure, WindowShape shape, Map<Integer, WindowAggregate> features) {}

  /**
   * An aggregate to keep with its own state.
   *
   * @param measure measure that goes into it
   * @param aggregate aggregate
   * @param parameters its parameters
   * @param feature position in the vector
   */
  public record RunningCell(
      String measure, RunningAggregate aggregate, Map<String, Double> parameters, int feature) {}

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
    Map<String, WindowCell> windows = new LinkedHashMap<>();
    List<RunningCell> running = new ArrayList<>();
    List<String> layout = new ArrayList<>();
    for (int i = 0; i < definition.features().size(); i++) {
      FeatureDefinition feature = definition.features().get(i);
      Aggregate aggregate = Aggregate.named(feature.aggregate()).orElseThrow();
      if (aggregate instanceof RunningAggregate own) {
        Map<String, Double> parameters = own.complete(feature.parameters());
        running.add(new RunningCell(feature.measure(), own, parameters, i));
        layout.add(own.title() + "(" + feature.measure() + ")" + parameters);
      } else {
        WindowShape shape = WindowShape.of(feature.window());
        String cell = feature.measure() + " over " + shape;
        if (!windows.containsKey(cell)) {
          windows.put(cell, new WindowCell(feature.measure(), shape, new LinkedHashMap<>()));
          layout.add(cell);
        }
        windows.get(cell).features().put(i, (WindowAggregate) aggregate);
      }
    }
    String digest = Digest.of(layout.toArray(String[]::new));
    return new FeatureSetPlan(
        definition,
        Span.millis(definition.ttl()),
        List.copyOf(windows.values()),
        List.copyOf(running),
        HexFormat.fromHexDigitsToLong(digest, 0, 16),
        Expectations.of(definition),
        definition.silence() == null ? 0 : Span.millis(definition.silence()));
  }
}
