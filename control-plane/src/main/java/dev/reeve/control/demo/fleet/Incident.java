package dev.reeve.control.demo.fleet;

/**
 * Something that the simulator did to a host on purpose: the truth that decisions are judged by.
 *
 * @param region region of the host
 * @param host name of the host
 * @param kind what happens to it
 * @param action name of the action that is right; empty for load tests, where none is
 * @param start first moment; milliseconds of virtual time
 * @param end end, exclusive; milliseconds of virtual time
 * @param severity how bad it is, from 0 to 1; mild ones may stay below every threshold
 */
public record Incident(
    String region, String host, Kind kind, String action, long start, long end, double severity) {

  /** What happens to a host. */
  public enum Kind {
    /** More requests than it can serve: queue, cpu and latency rise. */
    SURGE,
    /** Memory fills up until somebody restarts it. */
    LEAK,
    /** Requests fail. */
    FAULT,
    /** An announced load test: looks like a surge, and nothing should be done about it. */
    LOAD_TEST,
    /** The same, and nobody announced it: agents cannot know better. */
    UNANNOUNCED_TEST
  }

  /** Whether an action is due at all. */
  public boolean calls() {
    return !action.isEmpty();
  }

  /**
   * How far the incident has developed: 0 before and after, then a rise to 1 over the first part of
   * its length.
   *
   * @param t virtual time in milliseconds
   * @param rise part of the length that the rise takes, above 0
   */
  double development(long t, double rise) {
    if (t < start || t >= end) {
      return 0;
    }
    return Math.min(1, (t - start) / ((end - start) * rise));
  }
}
