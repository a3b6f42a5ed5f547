package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * What is kept of a group of numbers so that their quantiles can be told within 1 % of the exact
 * one: a DDSketch, Masson, Rim and Lee, PVLDB 12(12), 2019. The same numbers give the same result
 * in any order of adding and merging. Magnitudes below 2.3e-308 count as 0.
 *
 * <p>Numbers of each sign that fill more than {@link Bins#MOST} bins, that is more than nine powers
 * of ten without a gap, lose the accuracy of those nearest to 0: then it is not complete.
 */
public final class Quantiles implements Partial {

  static final int LARGEST_BYTES = 1 + 8 + 9 + 2 * Bins.LARGEST_BYTES;

  private static final int VERSION = 1;

  private Bins negative = new Bins();
  private Bins positive = new Bins();
  private long zeros;
  private long count;
  private long lastTime = Long.MIN_VALUE;

  @Override
  public void add(long time, double value) {
    if (value >= Double.MIN_NORMAL) {
      positive.add(value);
    } else if (value <= -Double.MIN_NORMAL) {
      negative.add(-value);
    } else {
      zeros++;
    }
    count++;
    lastTime = Math.max(lastTime, time);
  }

  @Override
  public void addText(long time, String text) {
    throw new IllegalArgumentException("texts have no quantiles");
  }

  @Override
  public void merge(Partial group) {
    Quantiles later = (Quantiles) group;
    negative.merge(later.negative);
    positive.merge(later.positive);
    zeros += later.zeros;
    count += later.count;
    lastTime = Math.max(lastTime, later.lastTime);
  }

  @Override
  public Quantiles and(Partial later) {
    Quantiles both = new Quantiles();
    both.negative = negative.copy();
    both.positive = positive.copy();
    both.zeros = zeros;
    both.count = count;
    both.lastTime = lastTime;
    both.merge(later);
    return both;
  }

  /**
   * The value of rank ⌊q·(n − 1)⌋ among the n values in ascending order, ranks from 0, within 1 %
   * of it; NaN without a value.
   *
   * @param q from 0, the least value, to 1, the greatest
   */
  public double at(double q) {
    if (count == 0) {
      return Double.NaN;
    }
    long rank = (long) (q * (count - 1));
    long below = negative.count();
    if (rank < below) {
      return -negative.at(below - 1 - rank);
    }
    rank -= below;
    return rank < zeros ? 0 : positive.at(rank - zeros);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long lastTime() {
    return lastTime;
  }

  @Override
  public boolean isComplete() {
    return !negative.isCollapsed() && !positive.isCollapsed();
  }

  @Override
  public int heapBytes() {
    return 64 + negative.heapBytes() + positive.heapBytes();
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(VERSION).putLong(lastTime).putCount(zeros);
    negative.write(out);
    positive.write(out);
  }

  /** Reads what {@link #write} appended. */
  public static Quantiles read(ByteBuffer in) {
    StateOutput.version(in, VERSION, "quantile");
    Quantiles quantiles = new Quantiles();
    quantiles.lastTime = in.getLong();
    quantiles.zeros = StateOutput.count(in);
    quantiles.negative = Bins.read(in);
    quantiles.positive = Bins.read(in);
    quantiles.count = quantiles.zeros + quantiles.negative.count() + quantiles.positive.count();
    return quantiles;
  }
}
