package dev.reeve.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a server answers, and says why when it does not. */
final class Readiness {

  private static final long POLL_MS = 50;

  /** Long, for a machine that is busy with other things: a server that died is noticed at once. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

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
  static void await(ServerProcess process, Probe probe) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IOException(process + " ended before it was ready:\n" + process.tail());
      }
      try {
        if (probe.answers()) {
          return;
        }
        last = "not yet";
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while waiting for " + process);
      } catch (Exception e) {
        last = e.toString();
        LockSupport.parkNanos(POLL_MS * 1_000_000);
      }
    }
    throw new IOException(
        "%s was not ready after %d s; last answer: %s%n%s"
            .formatted(process, LIMIT.toSeconds(), last, process.tail()));
  }
}
