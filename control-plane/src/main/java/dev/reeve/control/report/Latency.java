package dev.reeve.control.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A distribution of latencies in milliseconds, three significant digits. Not thread-safe. */
public final class Latency {

  private static final long HIGHEST_MS = 24L * 60 * 60 * 1_000;
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(HIGHEST_MS, DIGITS);

  /** Records one; below zero, where clocks of two machines disagree, counts as zero. */
  public void record(long millis) {
    histogram.recordValue(Math.min(HIGHEST_MS, Math.max(0, millis)));
  }

  /** Adds all of another distribution. */
  public void add(Latency other) {
    histogram.add(other.histogram);
  }

  /** Milliseconds below which the share of latencies lies; 0 when there is none. */
  public long quantile(double share) {
    return histogram.getValueAtPercentile(100 * share);
  }

  /** The longest, in milliseconds. */
  public long max() {
    return histogram.getMaxValue();
  }

  /** How many there are. */
  public long count() {
    return histogram.getTotalCount();
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("p50", quantile(0.50));
    map.put("p99", quantile(0.99));
    map.put("max", max());
    return map;
  }
}
