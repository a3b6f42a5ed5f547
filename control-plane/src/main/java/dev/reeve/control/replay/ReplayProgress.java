package dev.reeve.control.replay;

import java.io.PrintWriter;
import java.util.Locale;

/** A line about a run that is under way: rewritten each second on a terminal, else now and then. */
final class ReplayProgress {

  private static final long SECOND = 1_000_000_000L;
  private static final long SECONDS_BETWEEN_LINES = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long last = start;
  private long lastSettled;
  private long lastPublished;

  /**
   * @param terminal whether a line may be rewritten
   */
  ReplayProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Says a step. */
  void step(String text) {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    out.println("reeve: " + text);
  }

  /** Shows how far it is, if it is time to. */
  void show(long published, long settled) {
    long now = System.nanoTime();
    double seconds = (now - last) / (double) SECOND;
    if (seconds < (terminal ? 1 : SECONDS_BETWEEN_LINES)) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "reeve: %5.0f s  published %,d (%,.0f/s)  settled and committed %,d (%,.0f/s)",
            (now - start) / (double) SECOND,
            published,
            (published - lastPublished) / seconds,
            settled,
            (settled - lastSettled) / seconds);
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    } else {
      out.println(line);
    }
    last = now;
    lastPublished = published;
    lastSettled = settled;
  }
}
