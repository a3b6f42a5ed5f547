package dev.reeve.control.benchmark.nab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The threshold with which a detector earns most: one for all series, as the benchmark allows.
 *
 * <p>Every distinct score is tried, and "never detect" (positive infinity). Rows are added in order
 * of falling score, each in constant time. Of equally good thresholds the highest is taken.
 */
public final class NabThreshold {

  private NabThreshold() {}

  /**
   * Finds the best threshold.
   *
   * @param scores by name of series, {@code scores[i]} belongs to row i
   * @throws IllegalArgumentException if scores of a series are missing, too few, too many or NaN
   */
  public static double best(
      List<NabSeries> series, NabProfile profile, Map<String, double[]> scores) {
    int size = series.stream().mapToInt(one -> one.rows() - one.probation()).sum();
    int windowsBefore = 0;
    int filled = 0;
    double[] score = new double[size];
    double[] points = new double[size];
    int[] window = new int[size];
    for (NabSeries one : series) {
      double[] rows = NabScore.scoresOf(one, scores);
      NabCredit credit = new NabCredit(one, profile);
      for (int i = one.probation(); i < rows.length; i++, filled++) {
        score[filled] = rows[i];
        points[filled] = credit.points(i);
        window[filled] = credit.window(i) < 0 ? -1 : windowsBefore + credit.window(i);
      }
      windowsBefore += one.windows().size();
    }

    int[] falling =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> Double.compare(score[b], score[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] bestOfWindow = new double[windowsBefore];
    Arrays.fill(bestOfWindow, -profile.falseNegative());
    double gain = 0;
    double bestGain = 0;
    double bestThreshold = Double.POSITIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      int row = falling[k];
      if (window[row] < 0) {
        gain += points[row];
      } else if (points[row] > bestOfWindow[window[row]]) {
        gain += points[row] - bestOfWindow[window[row]];
        bestOfWindow[window[row]] = points[row];
      }
      boolean lastOfTies = k + 1 == size || score[falling[k + 1]] != score[row];
      if (lastOfTies && gain > bestGain) {
        bestGain = gain;
        bestThreshold = score[row];
      }
    }
    return bestThreshold;
  }
}
