package dev.reeve.control.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * Ends a TaskManager in the middle of the stream and starts another. The job that ran on it fails
 * and goes on from its last checkpoint; the other regions do not notice.
 */
final class Chaos {

  private final MiniCluster cluster;
  private final List<Integer> alive = new ArrayList<>();
  private final SplittableRandom random;
  private int started;
  private int strikes;

  Chaos(MiniCluster cluster, int taskManagers, long seed) {
    this.cluster = cluster;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < taskManagers; i++) {
      alive.add(i);
    }
    this.started = taskManagers;
  }

  /** Ends one and starts another. */
  void strike() {
    try {
      int victim = alive.remove(random.nextInt(alive.size()));
      cluster.terminateTaskManager(victim).get();
      cluster.startTaskManager();
      alive.add(started++);
      strikes++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a TaskManager was ended", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a TaskManager could not be ended", e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException("a TaskManager could not be started", e);
    }
  }

  /** How many were ended so far. */
  int strikes() {
    return strikes;
  }
}
