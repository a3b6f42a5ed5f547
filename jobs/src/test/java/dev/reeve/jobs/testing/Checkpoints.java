package dev.reeve.jobs.testing;

import java.util.Map;
import java.util.TreeMap;

/** Completed checkpoints of a job, as many as were seen: Flink tells of the last ten alone. */
public final class Checkpoints {

  private final ClusterJob job;
  private final Map<Long, Long> triggeredAt = new TreeMap<>();

  public Checkpoints(ClusterJob job) {
    this.job = job;
  }

  /** Takes note of those that were completed lately. */
  public void look() {
    triggeredAt.putAll(job.lastCheckpoints());
  }

  /**
   * How many began between two moments. A decision of the second moment is committed by the
   * checkpoint after them, or by the last of them if its barrier was still under way.
   *
   * @param from milliseconds since the epoch
   * @param to milliseconds since the epoch
   */
  public long begunBetween(long from, long to) {
    return triggeredAt.values().stream().filter(at -> at > from && at < to).count();
  }
}
