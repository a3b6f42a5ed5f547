package dev.reeve.features.aggregate;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * How unusual a value is under the normal distribution of the values before it: 1 − Q(|x − μ|/σ),
 * from 0.5 at the mean to 1 far away, with Q(z) = ½·erfc(z/√2) and σ the population's standard
 * deviation, where 0 becomes 1e-6. The first value scores 0.
 *
 * <p>This is the Windowed Gaussian detector of the Numenta Anomaly Benchmark. The score is rounded
 * to 12 decimals: beyond them the published scores are noise of the summation, and without the
 * rounding scores that are 1 for all purposes fall short of the threshold 1.0.
 */
public final class GaussianTail {

  private static final double LEAST_DEVIATION = 1e-6;
  private static final double DECIMALS = 1e12;

  private GaussianTail() {}

  /** Score of a value against the values before it. */
  public static double score(Summary before, double value) {
    if (before.count() == 0) {
      return 0;
    }
    double sigma = Math.sqrt(before.populationVariance());
    double z = Math.abs(value - before.mean()) / (sigma == 0 ? LEAST_DEVIATION : sigma);
    double tail = 0.5 * Erfc.value(z / Math.sqrt(2));
    return Math.rint((1 - tail) * DECIMALS) / DECIMALS;
  }
}
