package dev.reeve.control.demo.dashboard;

import dev.reeve.control.report.Latency;

/**
 * Quantiles of a latency in milliseconds.
 *
 * @param count number of measurements; without any the quantiles are 0 and mean nothing
 * @param p50 median
 * @param p99 99th percentile
 * @param max greatest
 */
public record Quantiles(long count, long p50, long p99, long max) {

  /** Reads them from a distribution. */
  public static Quantiles of(Latency latency) {
    return new Quantiles(
        latency.count(), latency.quantile(0.5), latency.quantile(0.99), latency.max());
  }
}
