package dev.reeve.features.event;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an event of a region must satisfy before it may be keyed.
 *
 * @param region region whose job reads; events of other regions are refused
 * @param entityTypes entity type that each source topic carries: topic to type; any type on any
 *     topic when empty
 * @param maxAheadMillis milliseconds that event time may be ahead of Kafka's record timestamp
 */
public record EventRules(String region, Map<String, String> entityTypes, long maxAheadMillis)
    implements Serializable {

  public EventRules {
    entityTypes = Collections.unmodifiableMap(new TreeMap<>(entityTypes));
    if (maxAheadMillis < 0) {
      throw new IllegalArgumentException(
          "maxAheadMillis is " + maxAheadMillis + "; allowed is 0 or more");
    }
  }
}
