package dev.reeve.control.benchmark.nab;

import java.util.List;

/**
 * One metric of the benchmark with its labels: {@code values[i]} was measured at {@code times[i]}
 * (milliseconds since 1970, the file's clock read as UTC), i being the row in file order. Times may
 * repeat and step back.
 *
 * @param name path below {@code data/}, such as {@code realTraffic/speed_6005.csv}
 * @param windows in order of rows, without overlap
 */
public record NabSeries(String name, long[] times, double[] values, List<NabWindow> windows) {

  private static final double PROBATION_SHARE = 0.15;
  private static final int PROBATION_LIMIT = 750;

  /** The folder of the series, such as {@code realTraffic}. */
  public String group() {
    return name.substring(0, name.indexOf('/'));
  }

  /** Number of rows. */
  public int rows() {
    return values.length;
  }

  /** Number of rows at the beginning in which no detection counts. */
  public int probation() {
    return Math.min((int) Math.floor(PROBATION_SHARE * rows()), PROBATION_LIMIT);
  }
}
