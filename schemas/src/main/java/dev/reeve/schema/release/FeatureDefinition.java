package dev.reeve.schema.release;

import java.util.Map;

/**
 * One feature: an aggregate of one measure or attribute over one window, or an expression over
 * other features of its set.
 *
 * @param name name, unique in its set; the variable of expressions
 * @param measure measure of the event that is aggregated; left out for an aggregate of an
 *     attribute, and for one that counts events
 * @param attribute attribute of the event that is aggregated, for aggregates of texts
 * @param filter CEL, bool, over the event: which events the aggregate takes in; all when empty
 * @param aggregate name of the aggregate, as {@code reeve validate} lists them; empty for a derived
 *     feature
 * @param expression CEL, double, over other features of the set; empty for an aggregate. No feature
 *     may need itself
 * @param window what the aggregate ranges over
 * @param parameters numbers that the aggregate takes, by name, such as the half-life of ewma in
 *     seconds
 * @param staleAfter age of its last value from which on the feature is STALE, as {@link Span} text;
 *     by default that of the set
 * @param unit unit of the value
 * @param description what it means
 */
public record FeatureDefinition(
    String name,
    String measure,
    String attribute,
    String filter,
    String aggregate,
    String expression,
    WindowDefinition window,
    Map<String, Double> parameters,
    String staleAfter,
    String unit,
    String description) {

  public FeatureDefinition {
    measure = Absent.asEmpty(measure);
    attribute = Absent.asEmpty(attribute);
    filter = Absent.asEmpty(filter);
    aggregate = Absent.asEmpty(aggregate);
    expression = Absent.asEmpty(expression);
    window = window == null ? WindowDefinition.EVER : window;
    parameters = Absent.asEmpty(parameters);
    unit = Absent.asEmpty(unit);
    description = Absent.asEmpty(description);
  }

  /** What kind of value it has; a derived feature is a number. */
  public FeatureType type() {
    return FeatureType.ofAggregate(aggregate);
  }
}
