package dev.reeve.control.demo;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * Ctrl-C as a request: the first one asks for an orderly end, the second ends the process at once.
 * What the demo started in processes of their own ends with it.
 */
final class Interruption implements AutoCloseable {

  private static final String[] SIGNALS = {"INT", "TERM"};
  private static final int INTERRUPTED = 130;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final Object[] former = new Object[SIGNALS.length];

  Interruption() {
    for (int i = 0; i < SIGNALS.length; i++) {
      former[i] = Signals.register(SIGNALS[i], this::request);
    }
  }

  /** Whether somebody wants an end. */
  boolean requested() {
    return requested.get();
  }

  @Override
  public void close() {
    for (int i = 0; i < SIGNALS.length; i++) {
      Signals.unregister(SIGNALS[i], former[i]);
    }
  }

  private void request() {
    if (requested.getAndSet(true)) {
      // In a thread of its own: the end waits for the shutdown hooks, which end the servers.
      new Thread(() -> System.exit(INTERRUPTED), "interrupted").start();
    }
  }
}
