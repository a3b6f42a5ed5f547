package dev.reeve.features.window;

import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * Up to 64 neighbouring closed panes in one piece of state: a version, a bitmap of the panes that
 * hold values, and their summaries in order.
 */
final class PaneBlock {

  static final int PANES = 64;

  private static final int VERSION = 1;

  private final Summary[] panes = new Summary[PANES];

  /** The summary of a pane, never null. */
  Summary get(int position) {
    return panes[position] == null ? new Summary() : panes[position];
  }

  void set(int position, Summary summary) {
    panes[position] = summary;
  }

  /** Merges the panes from first to last, both included, into a summary, from left to right. */
  void foldInto(Summary fold, int first, int last) {
    for (int position = first; position <= last; position++) {
      if (panes[position] != null) {
        fold.merge(panes[position]);
      }
    }
  }

  byte[] toBytes() {
    StateOutput out = new StateOutput(1_024);
    long present = 0;
    for (int position = 0; position < PANES; position++) {
      present |= panes[position] == null ? 0 : 1L << position;
    }
    out.putByte(VERSION).putLong(present);
    for (Summary summary : panes) {
      if (summary != null) {
        summary.write(out);
      }
    }
    return out.toBytes();
  }

  /**
   * Reads a block; null gives one without panes.
   *
   * @throws IllegalStateException if a newer build wrote it
   */
  static PaneBlock of(byte[] bytes) {
    PaneBlock block = new PaneBlock();
    if (bytes != null) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      StateOutput.version(in, VERSION, "block of panes");
      long present = in.getLong();
      for (int position = 0; position < PANES; position++) {
        if ((present >>> position & 1) == 1) {
          block.panes[position] = Summary.read(in);
        }
      }
    }
    return block;
  }
}
