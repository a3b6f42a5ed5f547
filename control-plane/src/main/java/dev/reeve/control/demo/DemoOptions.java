package dev.reeve.control.demo;

import java.nio.file.Path;

/**
 * How a demo runs.
 *
 * @param seed seed of the simulator and of everything that the demo chooses
 * @param rate events per second, of all regions together
 * @param seconds length of the stream; 0 for until it is stopped
 * @param chaosSeconds seconds between two TaskManagers that are ended; 0 for none
 * @param operator whether a simulated operator answers questions
 * @param release folder of the release
 * @param webPort port of Flink's web UI on 127.0.0.1; 0 for a free one
 * @param directory for the data of broker, registry and Flink; removed at the end
 */
public record DemoOptions(
    long seed,
    double rate,
    long seconds,
    long chaosSeconds,
    boolean operator,
    Path release,
    int webPort,
    Path directory) {

  /** Lateness bound of the demo's jobs and of its simulator; event-time milliseconds. */
  public static final long LATENESS = 5_000;

  /**
   * Event-time milliseconds after an incident's end during which an alarm still counts: the longest
   * window of the release, which still holds the incident by then.
   */
  public static final long GRACE = 5_000;
}
