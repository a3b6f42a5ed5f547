package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * Mean of all values, each weighted by 2^(−age / half-life), where its age is measured in event
 * time from the latest value: the exponentially weighted moving average for events at uneven
 * distances. A value that arrives out of order gets the weight of its own age, so that the result
 * is the same in any order up to rounding.
 */
public final class DecayedMean {

  private long time;
  private double weight;
  private double mean;

  /**
   * Adds a value.
   *
   * @param eventTime event-time milliseconds
   * @param halfLifeSeconds seconds after which a weight has halved; above 0
   */
  public void add(long eventTime, double value, double halfLifeSeconds) {
    double added = 1;
    if (weight == 0) {
      time = eventTime;
    } else if (eventTime >= time) {
      weight *= decay(eventTime - time, halfLifeSeconds);
      time = eventTime;
    } else {
      added = decay(time - eventTime, halfLifeSeconds);
    }
    double total = weight + added;
    // As a weighted sum: mean += (value − mean)·added/total would cancel after a long silence.
    double sum = mean * weight + value * added;
    mean = Double.isFinite(sum) ? sum / total : ofShares(weight / total, value, added / total);
    weight = total;
  }

  /** The same mean where the sum lies beyond the largest number, which the mean never does. */
  private double ofShares(double before, double value, double share) {
    double shared = mean * before + value * share;
    return Math.max(-Double.MAX_VALUE, Math.min(shared, Double.MAX_VALUE));
  }

  /** The weighted mean, NaN without a value. */
  public double value() {
    return weight == 0 ? Double.NaN : mean;
  }

  /** Appends the state: 24 bytes. */
  public void write(StateOutput out) {
    out.putLong(time).putDouble(weight).putDouble(mean);
  }

  /** Reads what {@link #write} appended. */
  public static DecayedMean read(ByteBuffer in) {
    DecayedMean decayed = new DecayedMean();
    decayed.time = in.getLong();
    decayed.weight = in.getDouble();
    decayed.mean = in.getDouble();
    return decayed;
  }

  private static double decay(long millis, double halfLifeSeconds) {
    return StrictMath.pow(2, -(millis / 1_000.0) / halfLifeSeconds);
  }
}
