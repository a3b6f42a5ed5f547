package dev.reeve.schema.release;

import java.util.Map;

/**
 * One feature: an aggregate of one measure over one window.
 *
 * @param name name, unique in its set; the variable of expressions
 * @param measure measure of the event that is aggregated; may be left out for {@code count}
 * @param aggregate name of the aggregate: count, sum, mean, variance, min, max, last, delta, rate,
 *     ewma, and the scores that feature-pipelines documents
 * @param window what the aggregate ranges over
 * @param parameters numbers that the aggregate takes, by name, such as the half-life of ewma in
 *     seconds
 * @param unit unit of the value
 * @param description what it means
 */
public record FeatureDefinition(
    String name,
    String measure,
    String aggregate,
    WindowDefinition window,
    Map<String, Double> parameters,
    String unit,
    String description) {

  public FeatureDefinition {
    measure = Absent.asEmpty(measure);
    window = window == null ? WindowDefinition.EVER : window;
    parameters = Absent.asEmpty(parameters);
    unit = Absent.asEmpty(unit);
    description = Absent.asEmpty(description);
  }
}
