package dev.reeve.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits until a server answers, and says why when it does not. */
final class Readiness {

  private static final long POLL_MS = 50;

  private Readiness() {}

  /** A question to a server; an exception means "not yet". */
  @FunctionalInterface
  interface Probe {
    boolean answers() throws Exception;
  }

  /**
   * Asks until the answer is yes.
   *
   * @param process the server's process
   * @throws IOException if the process ends first or the time runs out; the message holds the last
   *     answer and the end of the server's output
   */
  static void await(ServerProcess process, Duration limit, Probe probe) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = "no";
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IOException(process + " ended before it was ready:\n" + process.tail());
      }
      try {
        if (probe.answers()) {
          return;
        }
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while waiting for " + process);
      } catch (Exception e) {
        last = e.toString();
        pause();
      }
    }
    throw new IOException(
        "%s was not ready after %d s; last answer: %s%n%s"
            .formatted(process, limit.toSeconds(), last, process.tail()));
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a server");
    }
  }
}
