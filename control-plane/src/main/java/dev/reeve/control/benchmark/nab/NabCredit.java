package dev.reeve.control.benchmark.nab;

/**
 * The points that a detection at each row of one series is worth: more the earlier it is inside a
 * window, and less than nothing outside, where a detection soon after a window costs less.
 */
final class NabCredit {

  private static final int OUTSIDE = -1;

  private final double[] points;
  private final int[] window;

  NabCredit(NabSeries series, NabProfile profile) {
    points = new double[series.rows()];
    window = new int[series.rows()];
    int next = 0;
    for (int i = 0; i < points.length; i++) {
      while (next < series.windows().size() && series.windows().get(next).last() < i) {
        next++;
      }
      NabWindow ahead = next < series.windows().size() ? series.windows().get(next) : null;
      NabWindow behind = next > 0 ? series.windows().get(next - 1) : null;
      if (ahead != null && ahead.contains(i)) {
        double position = -(ahead.last() - i + 1.0) / ahead.width();
        points[i] = profile.truePositive() * sigmoid(position) / sigmoid(-1);
        window[i] = next;
      } else {
        points[i] = profile.falsePositive() * (behind == null ? -1 : after(behind, i));
        window[i] = OUTSIDE;
      }
    }
  }

  /** Points for a detection at the row; negative outside windows. */
  double points(int row) {
    return points[row];
  }

  /** The window that the row lies in, counted from 0, or -1. */
  int window(int row) {
    return window[row];
  }

  private static double after(NabWindow behind, int row) {
    return sigmoid((double) (row - behind.last()) / (behind.width() - 1));
  }

  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }
}
