package dev.reeve.benchmarks.region;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a job's events back until its release runs: control records and events take two ways.
 *
 * @param id number of the gate in this JVM
 */
public record Gate(long id) implements Serializable {

  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

  /**
   * A closed gate.
   *
   * @param words how often {@link #open} has to be called
   */
  public static Gate closed(int words) {
    Gate gate = new Gate(LAST.incrementAndGet());
    LATCHES.put(gate.id(), new CountDownLatch(words));
    return gate;
  }

  /** One of the words that open it. */
  public void open() {
    LATCHES.get(id).countDown();
  }

  /** Waits until it is open. */
  public void pass() throws InterruptedException {
    LATCHES.get(id).await();
  }
}
