package dev.reeve.benchmarks.windows;

/** Takes what a job computes; all jobs of the comparison run in this JVM. */
@FunctionalInterface
public interface WindowResults {

  /**
   * One result.
   *
   * @param key entity
   * @param windowEnd end of the window, event-time milliseconds, exclusive
   * @param panes length of the window in panes
   * @param mean arithmetic mean
   * @param max maximum
   */
  void accept(String key, long windowEnd, int panes, double mean, double max);

  /** Whether it wants the results of all windows, or of the first alone to read the time from. */
  default boolean wantsEveryLength() {
    return true;
  }
}
