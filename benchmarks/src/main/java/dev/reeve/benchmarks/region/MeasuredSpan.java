package dev.reeve.benchmarks.region;

/**
 * What a stretch of a run took.
 *
 * @param events events in it
 * @param nanos wall-clock nanoseconds
 * @param cpuNanos nanoseconds of user and system time of the whole JVM: sources, shuffles, RocksDB,
 *     checkpoints and garbage collection included
 */
public record MeasuredSpan(long events, long nanos, long cpuNanos) {

  /** Events per second of wall-clock time. */
  public double eventsPerSecond() {
    return events * 1e9 / nanos;
  }

  /** Wall-clock nanoseconds per event. */
  public double nanosPerEvent() {
    return (double) nanos / events;
  }

  /** Nanoseconds of processor time per event. */
  public double cpuNanosPerEvent() {
    return (double) cpuNanos / events;
  }
}
