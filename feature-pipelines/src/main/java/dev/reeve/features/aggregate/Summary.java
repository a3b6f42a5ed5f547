package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * What is kept of a group of timed values: count, sum, mean, M2 (sum of squared differences from
 * the mean), min, max, and the values at the first and the last event time. Of equal times the
 * first to arrive counts as first and the last to arrive as last.
 *
 * <p>Summaries of two groups merge into the summary of both; nothing is ever subtracted, since one
 * value of 1e15 that enters and leaves by subtraction ruins a variance for good. Single values:
 * Welford, Technometrics 4(3), 1962. Merge: Chan, Golub and LeVeque, STAN-CS-79-773, 1979: with δ =
 * μb − μa and n = na + nb, μ = μa + δ·nb/n and M2 = M2a + M2b + δ²·na·nb/n.
 */
public final class Summary implements Partial {

  static final int LARGEST_BYTES = 81;

  private static final byte EMPTY = 0;
  private static final byte SINGLE = 1;
  private static final byte MANY = 2;

  private long count;
  private double sum;
  private double mean;
  private double m2;
  private double min;
  private double max;
  private long firstTime;
  private double first;
  private long lastTime;
  private double last;

  @Override
  public void add(long time, double value) {
    if (count == 0) {
      set(time, value);
      return;
    }
    count++;
    sum += value;
    double delta = value - mean;
    mean += delta / count;
    m2 += delta * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (time < firstTime) {
      firstTime = time;
      first = value;
    }
    if (time >= lastTime) {
      lastTime = time;
      last = value;
    }
  }

  /** Counts the text, as the number 1: for counts, rates and times of texts. */
  @Override
  public void addText(long time, String text) {
    add(time, 1);
  }

  @Override
  public void merge(Partial group) {
    Summary later = (Summary) group;
    if (later.count == 0) {
      return;
    }
    if (count == 0) {
      copy(later);
      return;
    }
    long n = count + later.count;
    double delta = later.mean - mean;
    m2 += later.m2 + delta * delta * ((double) count * later.count / n);
    mean += delta * later.count / n;
    count = n;
    sum += later.sum;
    min = Math.min(min, later.min);
    max = Math.max(max, later.max);
    if (later.firstTime < firstTime) {
      firstTime = later.firstTime;
      first = later.first;
    }
    if (later.lastTime >= lastTime) {
      lastTime = later.lastTime;
      last = later.last;
    }
  }

  /**
   * Makes this the merge of three groups, earliest first; null stands for one without values. The
   * same as {@link #and} twice, without a new object.
   */
  public Summary becomes(Summary first, Summary second, Summary third) {
    count = 0;
    if (first != null) {
      merge(first);
    }
    if (second != null) {
      merge(second);
    }
    merge(third);
    return this;
  }

  @Override
  public Summary and(Partial later) {
    Summary both = new Summary();
    both.copy(this);
    both.merge(later);
    return both;
  }

  @Override
  public long count() {
    return count;
  }

  /** Sum of the values, 0 without any. */
  public double sum() {
    return sum;
  }

  /** Arithmetic mean, NaN without a value. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Variance M2/(n − 1) of a sample, NaN for fewer than two values. */
  public double sampleVariance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** Variance M2/n of a whole population, NaN without a value. */
  public double populationVariance() {
    return count == 0 ? Double.NaN : m2 / count;
  }

  /** Least value, NaN without a value. */
  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  /** Greatest value, NaN without a value. */
  public double max() {
    return count == 0 ? Double.NaN : max;
  }

  /** Value at the first event time, NaN without a value. */
  public double first() {
    return count == 0 ? Double.NaN : first;
  }

  /** Value at the last event time, NaN without a value. */
  public double last() {
    return count == 0 ? Double.NaN : last;
  }

  /** Milliseconds from the first event time to the last, as a double since it may overflow. */
  public double span() {
    return (double) lastTime - firstTime;
  }

  @Override
  public long lastTime() {
    return lastTime;
  }

  /** Always. */
  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public int heapBytes() {
    return 96;
  }

  /** Appends the state: 1 byte when empty, 17 for one value, 81 for more. */
  @Override
  public void write(StateOutput out) {
    if (count == 0) {
      out.putByte(EMPTY);
    } else if (count == 1) {
      out.putByte(SINGLE).putLong(firstTime).putDouble(first);
    } else {
      out.putByte(MANY).putLong(count).putDouble(sum).putDouble(mean).putDouble(m2);
      out.putDouble(min).putDouble(max);
      out.putLong(firstTime).putDouble(first).putLong(lastTime).putDouble(last);
    }
  }

  /** Reads what {@link #write} appended. */
  public static Summary read(ByteBuffer in) {
    Summary summary = new Summary();
    switch (in.get()) {
      case EMPTY -> {}
      case SINGLE -> summary.set(in.getLong(), in.getDouble());
      case MANY -> {
        summary.count = in.getLong();
        summary.sum = in.getDouble();
        summary.mean = in.getDouble();
        summary.m2 = in.getDouble();
        summary.min = in.getDouble();
        summary.max = in.getDouble();
        summary.firstTime = in.getLong();
        summary.first = in.getDouble();
        summary.lastTime = in.getLong();
        summary.last = in.getDouble();
      }
      default -> throw new IllegalStateException("state holds no summary of values");
    }
    return summary;
  }

  private void set(long time, double value) {
    count = 1;
    sum = value;
    mean = value;
    m2 = 0;
    min = value;
    max = value;
    firstTime = time;
    first = value;
    lastTime = time;
    last = value;
  }

  private void copy(Summary other) {
    count = other.count;
    sum = other.sum;
    mean = other.mean;
    m2 = other.m2;
    min = other.min;
    max = other.max;
    firstTime = other.firstTime;
    first = other.first;
    lastTime = other.lastTime;
    last = other.last;
  }
}
