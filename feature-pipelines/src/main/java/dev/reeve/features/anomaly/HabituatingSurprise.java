package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An anomaly score from 0 (ordinary) up to 1 for each value of one stream, by how rare it is in the
 * stream's own past and how used the stream is to such surprises.
 *
 * <p>In five steps, with the same constants for every stream:
 *
 * <ol>
 *   <li>the error of a one-step forecast ({@link AutoRegression}), over the fourth root of the mean
 *       error lately, so that a rough stretch counts somewhat less;
 *   <li>the departure of the last few values from the hour's mean ({@link DailyRhythm});
 *   <li>the surprise of each among all earlier ones ({@link TailRank}), added: as if the two were
 *       independent, which favours what is strange in both ways;
 *   <li>less what the stream is used to ({@link Habituation});
 *   <li>held back shortly after an alarm ({@link AlarmPause}).
 * </ol>
 *
 * <p>A surprise of s, in powers of ten, becomes the score s / (s + 3), so one in a thousand is 0.5.
 * The score of a value depends on it and earlier values alone, and does not change with the unit of
 * the values beyond rounding. Time is used for the hour of the day only; it may repeat or run
 * backwards. The state is at most {@link #LARGEST_STATE_BYTES} bytes, one value costs about a
 * microsecond.
 */
public final class HabituatingSurprise {

  /** Upper bound of what {@link #write} writes. */
  public static final int LARGEST_STATE_BYTES = 2_533;

  private static final int VERSION = 1;
  private static final double LARGEST_VALUE = 1e140;
  private static final double GROSS = 1e4;
  private static final double NEGLIGIBLE = 1e-9;
  private static final double HALF_SCORE = 3;

  private final AutoRegression forecast;
  private final RunningMean usualError;
  private final TailRank errors;
  private final DailyRhythm rhythm;
  private final TailRank departures;
  private final Habituation habituation;
  private final AlarmPause pause;

  /** A stream of which nothing is known yet. */
  public HabituatingSurprise() {
    this(
        new AutoRegression(),
        new RunningMean(),
        new TailRank(),
        new DailyRhythm(),
        new TailRank(),
        new Habituation(),
        new AlarmPause());
  }

  private HabituatingSurprise(
      AutoRegression forecast,
      RunningMean usualError,
      TailRank errors,
      DailyRhythm rhythm,
      TailRank departures,
      Habituation habituation,
      AlarmPause pause) {
    this.forecast = forecast;
    this.usualError = usualError;
    this.errors = errors;
    this.rhythm = rhythm;
    this.departures = departures;
    this.habituation = habituation;
    this.pause = pause;
  }

  /**
   * Scores the next value of the stream and learns it.
   *
   * @param eventTimeMillis milliseconds since 1970, UTC
   * @param value in any unit; it counts as at most 10,000 times the mean absolute value so far
   * @return 0 to 8/9, which a surprise of 24, the largest, becomes
   * @throws IllegalArgumentException if the value is NaN or infinite; the stream is unchanged then
   */
  public double score(long eventTimeMillis, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value is " + value + "; it has to be a finite number");
    }
    double bounded = bounded(value);
    double error = forecast.error(bounded);
    double departure = rhythm.departure(eventTimeMillis, bounded);
    double surprise =
        errors.surprise(relativeToUsual(withoutRounding(error)))
            + departures.surprise(withoutRounding(departure));
    double passing = pause.passing(habituation.remaining(surprise));
    return passing / (passing + HALF_SCORE);
  }

  /** What is learnt of a gross outlier is limited, or it would mask all that comes after it. */
  private double bounded(double value) {
    double usual = forecast.size();
    double bound = usual > 0 ? Math.min(LARGEST_VALUE, usual * GROSS) : LARGEST_VALUE;
    return Math.max(-bound, Math.min(bound, value));
  }

  /** Rounding errors of a constant stream are no deviation. */
  private double withoutRounding(double deviation) {
    return deviation > NEGLIGIBLE * forecast.size() ? deviation : 0;
  }

  private double relativeToUsual(double error) {
    double usual = usualError.mean() > 0 ? usualError.mean() : error;
    usualError.add(error);
    return usual > 0 ? error / Math.sqrt(Math.sqrt(usual)) : 0;
  }

  /** Writes the state; {@link #read} gives a scorer that goes on with exactly the same scores. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    forecast.write(out);
    usualError.write(out);
    errors.write(out);
    rhythm.write(out);
    departures.write(out);
    habituation.write(out);
    pause.write(out);
  }

  /**
   * Reads a state of this or an earlier version.
   *
   * @throws IOException if the version is unknown, a size is out of bounds or bytes are missing
   */
  public static HabituatingSurprise read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "state of version " + version + "; versions up to " + VERSION + " can be read");
    }
    return new HabituatingSurprise(
        AutoRegression.read(in),
        RunningMean.read(in),
        TailRank.read(in),
        DailyRhythm.read(in),
        TailRank.read(in),
        Habituation.read(in),
        AlarmPause.read(in));
  }
}
