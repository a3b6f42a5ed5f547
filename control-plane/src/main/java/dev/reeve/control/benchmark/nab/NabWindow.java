package dev.reeve.control.benchmark.nab;

/**
 * A labelled anomaly of one series: the rows {@code first} to {@code last}, both inclusive and
 * counted from 0 in file order.
 */
public record NabWindow(int first, int last) {

  public NabWindow {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "window [" + first + ", " + last + "]: needs 0 <= first <= last");
    }
  }

  /** Number of rows. */
  public int width() {
    return last - first + 1;
  }

  /** Whether the row lies inside. */
  public boolean contains(int row) {
    return row >= first && row <= last;
  }
}
