package dev.reeve.jobs.edges;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pauses between questions to a server that gives no answer: 0.1 s, 0.2 s, 0.4 s to 10 s. */
final class Pauses {

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 10_000;

  private final String server;
  private long next = FIRST_MS;

  /**
   * @param server who is asked, for the log
   */
  Pauses(String server) {
    this.server = server;
  }

  /**
   * Waits for the next pause.
   *
   * @param why what happened to the last question
   * @throws IllegalStateException when the thread is interrupted, as when the task is cancelled
   */
  void await(Exception why) {
    LOG.warn("No answer from {}, asking again in {} ms: {}", server, next, why.toString());
    try {
      TimeUnit.MILLISECONDS.sleep(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + server, e);
    }
    next = Math.min(2 * next, LONGEST_MS);
  }
}
