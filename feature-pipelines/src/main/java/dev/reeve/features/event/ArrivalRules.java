package dev.reeve.features.event;

import java.io.Serializable;

/**
 * How far apart in event time the events of one entity may arrive out of order or twice, and how
 * long its state outlives them.
 *
 * @param latenessMillis milliseconds behind the entity's high-water mark up to which an event is
 *     still used
 * @param duplicateHorizonMillis milliseconds behind the high-water mark within which an event id is
 *     remembered; at least the lateness
 * @param cleanUpDelayMillis milliseconds that outdated state is kept longer: entities may lag that
 *     far behind the watermark
 */
public record ArrivalRules(
    long latenessMillis, long duplicateHorizonMillis, long cleanUpDelayMillis)
    implements Serializable {

  /** Without a delay: state goes as soon as it is outdated. */
  public ArrivalRules(long latenessMillis, long duplicateHorizonMillis) {
    this(latenessMillis, duplicateHorizonMillis, 0);
  }

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
    if (cleanUpDelayMillis < 0) {
      throw new IllegalArgumentException(
          "cleanUpDelayMillis is " + cleanUpDelayMillis + "; allowed is 0 or more");
    }
  }

  /** The same rules, with outdated state kept so many milliseconds longer. */
  public ArrivalRules keeping(long delayMillis) {
    return new ArrivalRules(latenessMillis, duplicateHorizonMillis, delayMillis);
  }

  /** Whether an event is too far behind the entity's high-water mark to be used. */
  public boolean isLate(long eventTime, long highWaterMark) {
    return eventTime < before(highWaterMark, latenessMillis);
  }

  /**
   * Whether an event whose id was seen before is a duplicate: the former one lies within the
   * horizon behind the entity's time, this event's included. Outside it ids may repeat.
   *
   * @param seen event time of the former event, or null if the id is not remembered
   */
  public boolean isDuplicate(Long seen, long eventTime, long highWaterMark) {
    return seen != null && seen >= oldestRemembered(Math.max(eventTime, highWaterMark));
  }

  /** Least event time, in milliseconds, of which ids are remembered. */
  public long oldestRemembered(long highWaterMark) {
    return before(highWaterMark, duplicateHorizonMillis);
  }

  /**
   * Whether it is time to look for outdated ids: once in each horizon of the entity's time, so that
   * at most two horizons of ids are kept and each id is looked at twice at most.
   */
  public boolean idsAreDue(long checkedUpTo, long highWaterMark) {
    return checkedUpTo < oldestRemembered(highWaterMark);
  }

  /** Watermark, in milliseconds, from which on the ids of a silent entity are outdated. */
  public long idsOutdatedAt(long highWaterMark) {
    return outdatedAt(highWaterMark, duplicateHorizonMillis);
  }

  /** Watermark from which on all state of a silent entity is outdated. */
  public long stateOutdatedAt(long highWaterMark, long ttlMillis) {
    return outdatedAt(highWaterMark, Math.max(ttlMillis, duplicateHorizonMillis));
  }

  private long outdatedAt(long highWaterMark, long spanMillis) {
    return after(after(after(highWaterMark, spanMillis), latenessMillis), cleanUpDelayMillis);
  }

  /** The refusal of an event that {@link #isLate}. */
  public Rejection rejectLate(long eventTime, long highWaterMark) {
    return new Rejection(
        Reason.LATE,
        "event_time is "
            + eventTime
            + "; allowed is "
            + before(highWaterMark, latenessMillis)
            + " or later, "
            + latenessMillis
            + " ms behind the entity's latest event");
  }

  /** A time so many milliseconds before another; the least time there is instead of overflow. */
  private static long before(long time, long millis) {
    return time < Long.MIN_VALUE + millis ? Long.MIN_VALUE : time - millis;
  }

  /** A time so many milliseconds after another; short of the greatest time, which is no timer. */
  private static long after(long time, long millis) {
    return time > Long.MAX_VALUE - 1 - millis ? Long.MAX_VALUE - 1 : time + millis;
  }
}
