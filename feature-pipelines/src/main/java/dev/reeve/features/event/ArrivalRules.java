package dev.reeve.features.event;

import java.io.Serializable;

/**
 * How far apart in event time the events of one entity may arrive out of order or twice.
 *
 * @param latenessMillis milliseconds behind the entity's high-water mark up to which an event is
 *     still used
 * @param duplicateHorizonMillis milliseconds behind the high-water mark within which an event id is
 *     remembered; at least the lateness
 */
public record ArrivalRules(long latenessMillis, long duplicateHorizonMillis)
    implements Serializable {

  public ArrivalRules {
    if (latenessMillis < 0) {
      throw new IllegalArgumentException(
          "latenessMillis is " + latenessMillis + "; allowed is 0 or more");
    }
    if (duplicateHorizonMillis < latenessMillis) {
      throw new IllegalArgumentException(
          "duplicateHorizonMillis is "
              + duplicateHorizonMillis
              + "; allowed is the lateness, "
              + latenessMillis
              + ", or more");
    }
  }
}
