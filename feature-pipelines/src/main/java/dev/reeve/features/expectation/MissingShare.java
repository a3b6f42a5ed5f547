package dev.reeve.features.expectation;

import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import java.nio.ByteBuffer;

/**
 * How many events of a window there were and how many of them lacked a value, counted in panes: of
 * time by absolute index, or of as many events as the window hops by. The pane that is filling is
 * part of the window.
 */
final class MissingShare implements Memory {

  private static final int BYTES_BEFORE_PANES = 1 + 3 * Long.BYTES;
  private static final int BYTES_OF_PANE = 1 + 2 * Integer.BYTES;

  private final WindowShape shape;
  private final int[] seen;
  private final int[] missing;
  private long newest;
  private long since = Long.MAX_VALUE;
  private long total;

  MissingShare(WindowShape shape) {
    this.shape = shape;
    this.seen = new int[(int) shape.panes()];
    this.missing = new int[(int) shape.panes()];
  }

  /** Bytes of state, at most. */
  static int mostBytes(WindowShape shape) {
    return BYTES_BEFORE_PANES + (int) shape.panes() * BYTES_OF_PANE;
  }

  /**
   * Counts an event.
   *
   * @param eventTime its event time, in milliseconds
   * @param lacking whether it lacks the value
   */
  void add(long eventTime, boolean lacking) {
    long pane =
        shape.kind() == Kind.TIME
            ? Math.floorDiv(eventTime, shape.pane())
            : Math.floorDiv(total, shape.pane());
    if (total == 0) {
      newest = pane;
    }
    advanceTo(pane);
    since = Math.min(since, eventTime);
    total++;
    if (pane > newest - seen.length) {
      int position = (int) Math.floorMod(pane, (long) seen.length);
      seen[position] = Math.min(seen[position], Integer.MAX_VALUE - 1) + 1;
      missing[position] += lacking && missing[position] < Integer.MAX_VALUE ? 1 : 0;
    }
  }

  /** Events in the window. */
  long events() {
    return sum(seen);
  }

  /** Those that lacked the value. */
  long lacking() {
    return sum(missing);
  }

  /** Whether there were events for as long as the window is. */
  boolean isSpanned() {
    return shape.kind() == Kind.TIME
        ? total > 0 && since <= (newest - seen.length + 1) * shape.pane()
        : total >= shape.length();
  }

  @Override
  public void read(ByteBuffer in) {
    newest = in.getLong();
    since = in.getLong();
    total = in.getLong();
    int panes = in.get();
    for (int i = 0; i < panes; i++) {
      int position = in.get();
      seen[position] = in.getInt();
      missing[position] = in.getInt();
    }
  }

  @Override
  public void write(StateOutput out) {
    out.putLong(newest).putLong(since).putLong(total);
    int panes = 0;
    for (int count : seen) {
      panes += count > 0 ? 1 : 0;
    }
    out.putByte(panes);
    for (int position = 0; position < seen.length; position++) {
      if (seen[position] > 0) {
        out.putByte(position).putInt(seen[position]).putInt(missing[position]);
      }
    }
  }

  private void advanceTo(long pane) {
    for (long next = Math.max(newest + 1, pane - seen.length + 1); next <= pane; next++) {
      int position = (int) Math.floorMod(next, (long) seen.length);
      seen[position] = 0;
      missing[position] = 0;
    }
    newest = Math.max(newest, pane);
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
