package dev.reeve.features.window;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * Up to 64 neighbouring closed panes in one piece of state: a version, a bitmap of the panes that
 * hold values, and their partials in order.
 */
final class PaneBlock {

  static final int PANES = 64;

  /** Bytes before the first partial. */
  static final int HEADER_BYTES = 1 + Long.BYTES;

  private static final int VERSION = 1;

  private final Partial[] panes = new Partial[PANES];
  private boolean changed;
  private Partial whole;
  private boolean wholeKnown;
  private long pass;

  /** The partial of a pane, null without values; not to be changed in place. */
  Partial get(int position) {
    return panes[position];
  }

  void set(int position, Partial partial) {
    panes[position] = partial;
    changed = true;
    wholeKnown = false;
  }

  /** Notes the pass of a fold that needs it. */
  void usedIn(long pass) {
    this.pass = pass;
  }

  boolean wasUsedIn(long pass) {
    return this.pass == pass;
  }

  /** Whether it differs from the bytes that were last read or written. */
  boolean isChanged() {
    return changed;
  }

  /** All its panes from left to right as one partial; null without values. Not to be changed. */
  Partial whole() {
    if (!wholeKnown) {
      whole = foldAll();
      wholeKnown = true;
    }
    return whole;
  }

  private Partial foldAll() {
    Partial fold = null;
    boolean single = true;
    for (Partial pane : panes) {
      if (fold == null) {
        fold = pane;
      } else if (pane != null && single) {
        fold = fold.and(pane);
        single = false;
      } else if (pane != null) {
        fold.merge(pane);
      }
    }
    return fold;
  }

  int heapBytes() {
    int bytes = 300;
    for (Partial pane : panes) {
      bytes += pane == null ? 0 : pane.heapBytes();
    }
    return bytes;
  }

  /** Its bytes, which count from now on as written. */
  byte[] toBytes() {
    StateOutput out = new StateOutput(1_024);
    long present = 0;
    for (int position = 0; position < PANES; position++) {
      present |= panes[position] == null ? 0 : 1L << position;
    }
    out.putByte(VERSION).putLong(present);
    for (Partial partial : panes) {
      if (partial != null) {
        partial.write(out);
      }
    }
    changed = false;
    return out.toBytes();
  }

  /**
   * Reads a block; null gives one without panes.
   *
   * @throws IllegalStateException if a newer build wrote it
   */
  static PaneBlock of(byte[] bytes, PartialKind kind) {
    PaneBlock block = new PaneBlock();
    if (bytes != null) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      StateOutput.version(in, VERSION, "block of panes");
      long present = in.getLong();
      for (int position = 0; position < PANES; position++) {
        if ((present >>> position & 1) == 1) {
          block.panes[position] = kind.read(in);
        }
      }
    }
    return block;
  }
}
