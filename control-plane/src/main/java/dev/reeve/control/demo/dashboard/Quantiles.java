package dev.reeve.control.demo.dashboard;

import org.HdrHistogram.Histogram;

/**
 * Quantiles of a latency in milliseconds.
 *
 * @param count number of measurements; without any the quantiles are 0 and mean nothing
 * @param p50 median
 * @param p99 99th percentile
 * @param max greatest
 */
public record Quantiles(long count, long p50, long p99, long max) {

  /** Reads them from a histogram of milliseconds. */
  public static Quantiles of(Histogram histogram) {
    return new Quantiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue());
  }
}
