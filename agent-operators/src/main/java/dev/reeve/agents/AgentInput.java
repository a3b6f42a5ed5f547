package dev.reeve.agents;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * @param violations flagged expectations of the set that the event violates
 * @param context numbers about the region, to be looked up
 */
public record AgentInput(
    String region,
    String entityType,
    String entity,
    long eventTime,
    SortedMap<String, Double> measures,
    SortedMap<String, String> attributes,
    SortedMap<String, FeatureReading> features,
    SortedSet<String> violations,
    RegionContext context) {

  public AgentInput {
    measures = Collections.unmodifiableSortedMap(measures);
    attributes = Collections.unmodifiableSortedMap(attributes);
    features = Collections.unmodifiableSortedMap(features);
    violations = Collections.unmodifiableSortedSet(violations);
  }

  /** The value of a feature that is a number, if it is FRESH: else it may not be relied on. */
  public OptionalDouble feature(String name) {
    FeatureReading reading = reading(name);
    return reading.isFresh() && reading.text() == null
        ? OptionalDouble.of(reading.value())
        : OptionalDouble.empty();
  }

  /** The value of a feature that is a text, if it is FRESH. */
  public Optional<String> text(String name) {
    FeatureReading reading = reading(name);
    return reading.isFresh() ? Optional.ofNullable(reading.text()) : Optional.empty();
  }

  /** All that is known of a feature, whatever its status; MISSING when there is none so called. */
  public FeatureReading reading(String name) {
    return features.getOrDefault(name, FeatureReading.MISSING);
  }

  /** The input as it would be had nothing been computed or measured. */
  public AgentInput withoutValues() {
    SortedMap<String, FeatureReading> missing = new TreeMap<>();
    features.keySet().forEach(name -> missing.put(name, FeatureReading.MISSING));
    return new AgentInput(
        region,
        entityType,
        entity,
        eventTime,
        new TreeMap<>(),
        new TreeMap<>(),
        missing,
        new TreeSet<>(),
        RegionContext.NONE);
  }
}
