package dev.reeve.control.benchmark.nab;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a detector earned on some series under one profile at one threshold.
 *
 * @param raw points: detected windows minus missed windows minus false detections
 * @param windows number of labelled windows
 * @param detected number of windows with a detection
 * @param falseDetections number of detections outside windows and after probation
 * @param normalised 100 for a perfect detector, 0 for one that never detects, negative below that;
 *     empty where there is no window to find
 */
public record NabScore(
    double raw, int windows, int detected, int falseDetections, OptionalDouble normalised) {

  /**
   * Scores detections, which are rows with score {@code >= threshold}.
   *
   * @param scores by name of series, {@code scores[i]} belongs to row i
   * @throws IllegalArgumentException if scores of a series are missing, too few, too many or NaN
   */
  public static NabScore of(
      List<NabSeries> series, NabProfile profile, Map<String, double[]> scores, double threshold) {
    double raw = 0;
    int windows = 0;
    int detected = 0;
    int falseDetections = 0;
    for (NabSeries one : series) {
      double[] rows = scoresOf(one, scores);
      NabCredit credit = new NabCredit(one, profile);
      double[] best = new double[one.windows().size()];
      for (int i = one.probation(); i < rows.length; i++) {
        if (rows[i] < threshold) {
          continue;
        }
        int window = credit.window(i);
        if (window >= 0) {
          best[window] = Math.max(best[window], credit.points(i));
        } else {
          falseDetections++;
          raw += credit.points(i);
        }
      }
      for (double points : best) {
        windows++;
        detected += points > 0 ? 1 : 0;
        raw += points > 0 ? points : -profile.falseNegative();
      }
    }
    return new NabScore(raw, windows, detected, falseDetections, normalise(raw, windows, profile));
  }

  /** The scores of a series, checked. */
  static double[] scoresOf(NabSeries series, Map<String, double[]> scores) {
    double[] rows = scores.get(series.name());
    if (rows == null || rows.length != series.rows()) {
      throw new IllegalArgumentException(
          series.name()
              + ": "
              + (rows == null ? "no" : rows.length)
              + " scores for "
              + series.rows()
              + " rows; every row needs one");
    }
    for (int i = 0; i < rows.length; i++) {
      if (Double.isNaN(rows[i])) {
        throw new IllegalArgumentException(series.name() + ": the score of row " + i + " is NaN");
      }
    }
    return rows;
  }

  static OptionalDouble normalise(double raw, int windows, NabProfile profile) {
    if (windows == 0) {
      return OptionalDouble.empty();
    }
    double worst = -windows * profile.falseNegative();
    double perfect = windows * profile.truePositive();
    return OptionalDouble.of(100 * (raw - worst) / (perfect - worst));
  }
}
