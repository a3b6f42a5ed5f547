package dev.reeve.features.context;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Vocabulary;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.Problem;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A context, compiled: features over the same measure, filter and window share one cell.
 *
 * @param definition definition that it was compiled from
 * @param cells what is kept for each group, in the order of the definition
 * @param layout fingerprint of all that shapes what is kept; another layout starts anew
 */
public record ContextPlan(ContextDefinition definition, List<Cell> cells, long layout) {

  /**
   * Values that are kept for one group.
   *
   * @param measure measure that goes in; empty counts events
   * @param filter which events go in; null for all
   * @param shape time window
   * @param features features that read it: aggregate by position in the definition
   */
  public record Cell(
      String measure,
      Expression filter,
      WindowShape shape,
      Map<Integer, WindowAggregate> features) {}

  /**
   * Compiles a definition.
   *
   * @throws IllegalArgumentException with everything that {@link ContextCheck} finds wrong
   */
  public static ContextPlan of(ContextDefinition definition) {
    List<Problem> problems = ContextCheck.check(definition, "");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "context "
              + definition.id()
              + ": "
              + problems.stream()
                  .map(p -> p.path() + " '" + p.value() + "': " + p.message())
                  .collect(Collectors.joining("; ")));
    }
    ExpressionCompiler filters =
        new ExpressionCompiler(
            Vocabulary.ofMeasurements(definition.measures(), definition.attributes()));
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < definition.features().size(); i++) {
      FeatureDefinition feature = definition.features().get(i);
      WindowShape shape = WindowShape.of(feature.window());
      String key = feature.measure() + " over " + shape + " where " + feature.filter();
      cells
          .computeIfAbsent(
              key,
              k ->
                  new Cell(
                      feature.measure(), filter(filters, feature), shape, new LinkedHashMap<>()))
          .features()
          .put(i, (WindowAggregate) Aggregate.named(feature.aggregate()).orElseThrow());
    }
    String layout = String.join("\n", cells.keySet()) + "\nby " + definition.groupBy();
    return new ContextPlan(
        definition,
        List.copyOf(cells.values()),
        HexFormat.fromHexDigitsToLong(Digest.of(layout), 0, 16));
  }

  private static Expression filter(ExpressionCompiler compiler, FeatureDefinition feature) {
    return feature.filter().isEmpty()
        ? null
        : compiler
            .compile(feature.filter(), EnumSet.of(ValueType.BOOL), problem -> {})
            .orElseThrow();
  }

  /** Length of the longest window in event-time milliseconds. */
  public long longestMillis() {
    return cells.stream().mapToLong(cell -> cell.shape().length()).max().orElse(0);
  }

  /**
   * Event time for which a group is kept without an event, in milliseconds: for as long again as
   * its longest window, since other partitions may lag behind.
   */
  public long retentionMillis() {
    return 2 * longestMillis();
  }
}
