package dev.reeve.features.pointintime;

import dev.reeve.schema.FeatureVector;

/**
 * A feature vector with its two times.
 *
 * @param vector values; {@code as_of} is the event time, in milliseconds, that they hold for
 * @param knownAt milliseconds since the epoch from which on they were known: the greatest Kafka
 *     timestamp of the events that went into the vector
 * @param eventId id of the event that caused it
 */
public record Fact(FeatureVector vector, long knownAt, String eventId) {

  /** Event time, in milliseconds, that the values hold for. */
  public long asOf() {
    return vector.getAsOf();
  }

  /** Least reading time, in milliseconds, at which the fact may be read. */
  public long readableFrom() {
    return Math.max(asOf(), knownAt);
  }

  /**
   * Whether a reader who may read both takes this one: the greater event time, of equal ones the
   * greater known time, of equal ones the one that arrived later.
   *
   * @param earlier a fact that arrived before this one
   */
  boolean supersedes(Fact earlier) {
    return asOf() != earlier.asOf() ? asOf() > earlier.asOf() : knownAt >= earlier.knownAt;
  }
}
