package dev.reeve.agents;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that an agent may look at: one event of one entity and the features as of that event.
 *
 * @param region region of the event
 * @param entityType type of the entity
 * @param entity id of the entity
 * @param eventTime event-time milliseconds
 * @param measures numbers of the event, ordered by name
 * @param attributes strings of the event, ordered by name
 * @param features features of the agent's feature set, ordered by name
 */
public record AgentInput(
    String region,
    String entityType,
    String entity,
    long eventTime,
    SortedMap<String, Double> measures,
    SortedMap<String, String> attributes,
    SortedMap<String, FeatureReading> features) {

  public AgentInput {
    measures = Collections.unmodifiableSortedMap(measures);
    attributes = Collections.unmodifiableSortedMap(attributes);
    features = Collections.unmodifiableSortedMap(features);
  }

  /** The feature's value, unless it is missing. */
  public OptionalDouble feature(String name) {
    FeatureReading reading = features.get(name);
    return reading != null && reading.isPresent()
        ? OptionalDouble.of(reading.value())
        : OptionalDouble.empty();
  }

  /** The input as it would be had nothing been computed or measured. */
  public AgentInput withoutValues() {
    SortedMap<String, FeatureReading> missing = new TreeMap<>();
    features.forEach(
        (name, reading) ->
            missing.put(name, new FeatureReading(Double.NaN, FeatureStatus.MISSING)));
    return new AgentInput(
        region, entityType, entity, eventTime, new TreeMap<>(), new TreeMap<>(), missing);
  }
}
