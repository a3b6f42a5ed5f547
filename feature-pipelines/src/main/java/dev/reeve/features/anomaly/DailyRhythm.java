package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The mean value of each hour of the day (UTC), and how far the last few values are from it.
 *
 * <p>The departure is an exponentially weighted mean of signed differences over about five values,
 * so that a lasting departure counts and noise cancels out. An hour that was never seen takes the
 * mean of all values.
 */
final class DailyRhythm {

  private static final int HOURS = 24;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final double SMOOTHING = 0.2;

  private final RunningMean[] hours;
  private long count;
  private double overall;
  private double departure;

  DailyRhythm() {
    hours = new RunningMean[HOURS];
    for (int i = 0; i < HOURS; i++) {
      hours[i] = new RunningMean();
    }
  }

  private DailyRhythm(RunningMean[] hours) {
    this.hours = hours;
  }

  /** The smoothed absolute departure from the hour's mean, which then learns the value. */
  double departure(long eventTimeMillis, double value) {
    count++;
    overall += (value - overall) / count;
    RunningMean hour =
        hours[(int) Math.floorMod(Math.floorDiv(eventTimeMillis, HOUR_MILLIS), (long) HOURS)];
    double expected = hour.count() > 0 ? hour.mean() : overall;
    hour.add(value);
    departure += SMOOTHING * (value - expected - departure);
    return Math.abs(departure);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(overall);
    out.writeDouble(departure);
    for (RunningMean hour : hours) {
      hour.write(out);
    }
  }

  static DailyRhythm read(DataInput in) throws IOException {
    long count = in.readLong();
    double overall = in.readDouble();
    double departure = in.readDouble();
    RunningMean[] hours = new RunningMean[HOURS];
    for (int i = 0; i < HOURS; i++) {
      hours[i] = RunningMean.read(in);
    }
    DailyRhythm read = new DailyRhythm(hours);
    read.count = count;
    read.overall = overall;
    read.departure = departure;
    return read;
  }
}
