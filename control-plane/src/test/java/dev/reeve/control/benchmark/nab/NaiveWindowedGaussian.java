package dev.reeve.control.benchmark.nab;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * The benchmark's Windowed Gaussian detector by the book: mean and deviation of the window are
 * summed anew whenever it moves. An oracle for tests.
 */
final class NaiveWindowedGaussian {

  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double NO_DEVIATION = 1e-6;

  private NaiveWindowedGaussian() {}

  static double[] scores(double[] values) {
    double[] scores = new double[values.length];
    int from = 0;
    int to = 0;
    double mean = 0;
    double deviation = 0;
    for (int i = 0; i < values.length; i++) {
      if (i > 0 && i <= WINDOW || i - to == STEP) {
        from = i <= WINDOW ? 0 : from + STEP;
        to = i;
        mean = mean(values, from, to);
        deviation = deviation(values, from, to, mean);
      }
      scores[i] = i == 0 ? 0 : 1 - tail(Math.abs(values[i] - mean) / deviation);
    }
    return scores;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private static double deviation(double[] values, int from, int to, double mean) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    double deviation = Math.sqrt(sum / (to - from));
    return deviation == 0 ? NO_DEVIATION : deviation;
  }

  /** Upper tail of the standard normal distribution: erfc(z/sqrt 2)/2 for z >= 0. */
  private static double tail(double z) {
    return 0.5 * Erfc.value(z / Math.sqrt(2));
  }
}
