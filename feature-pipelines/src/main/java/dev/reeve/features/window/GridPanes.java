package dev.reeve.features.window;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.state.StateCells;
import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.PaneSharing.Grid;
import dev.reeve.features.window.WindowShape.Kind;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The closed part of the windows of one grid: for each window the fold of its closed panes, and for
 * all of them the open part: what of the grid's newest pane lies in filling panes that have closed.
 * Indices of filling panes become indices of the grid's panes by floor division.
 */
final class GridPanes {

  private final Kind windows;
  private final Grid grid;
  private final PartialKind kind;
  private final ClosedPanes panes;
  private final Partial[] closed;
  private final long[] starts;
  private Partial open;
  private boolean openIsOwn;

  GridPanes(Kind windows, Grid grid, PartialKind kind, StateCells cells, String prefix) {
    this.windows = windows;
    this.grid = grid;
    this.kind = kind;
    this.panes = new ClosedPanes(cells, prefix, kind, grid.longest());
    this.closed = new Partial[grid.windows().size()];
    this.starts = new long[closed.length];
  }

  /** Fold of a window's closed panes; null without values. */
  Partial closed(int window) {
    return closed[window];
  }

  /** What of the newest pane no longer fills; null without values. */
  Partial open() {
    return open;
  }

  /** Whether a count window holds its N values. */
  boolean isFull(int window, long filling) {
    return index(filling) >= grid.windows().get(window).panes();
  }

  /** Event-time milliseconds at which a time window begins. */
  long startTime(int window, long filling) {
    WindowShape shape = grid.windows().get(window);
    return (index(filling) - shape.panes() + 1) * shape.pane();
  }

  /**
   * Moves on to another filling pane.
   *
   * @param filled what the former one holds, null for nothing; not to be changed afterwards
   */
  void advance(long former, long next, Partial filled) {
    long before = index(former);
    long now = index(next);
    join(filled);
    if (before == now) {
      return;
    }
    long oldest = start(grid.longest(), before);
    long kept = start(grid.longest(), now);
    if (open != null && before >= kept) {
      panes.put(before, open);
    }
    open = null;
    panes.dropBefore(oldest, before, kept);
    fold(now);
  }

  /** Adds a value to the pane of its time, if a window still has it. */
  void addLate(long time, long base, long filling, Consumer<Partial> add) {
    long index = Math.floorDiv(time, base * grid.ratio());
    long now = index(filling);
    if (index == now) {
      join(kind.start());
      add.accept(open);
    } else if (index >= start(grid.longest(), now)) {
      Partial repaired = panes.copy(index);
      add.accept(repaired);
      panes.put(index, repaired);
      fold(now);
    }
  }

  /** Appends the open part where there can be one, and the closed parts. */
  void write(StateOutput out) {
    if (grid.ratio() > 1) {
      write(open, out);
    }
    for (Partial part : closed) {
      write(part, out);
    }
    panes.write();
  }

  void read(ByteBuffer in) {
    if (grid.ratio() > 1) {
      open = readPart(in);
      openIsOwn = true;
    }
    for (int i = 0; i < closed.length; i++) {
      closed[i] = readPart(in);
    }
  }

  int heapBytes() {
    int bytes = 200 + panes.heapBytes() + (open == null ? 0 : open.heapBytes());
    for (Partial part : closed) {
      bytes += part == null ? 0 : part.heapBytes();
    }
    return bytes;
  }

  /** Merges into the open part, which is copied before it is first changed. */
  private void join(Partial filled) {
    if (filled == null) {
      return;
    }
    if (open == null) {
      open = filled;
      openIsOwn = filled.count() == 0;
    } else if (openIsOwn) {
      open.merge(filled);
    } else {
      open = open.and(filled);
      openIsOwn = true;
    }
  }

  private void fold(long now) {
    for (int i = 0; i < starts.length; i++) {
      starts[i] = start(grid.windows().get(i).panes(), now);
    }
    panes.fold(now - 1, starts, closed);
  }

  private long index(long filling) {
    return grid.ratio() == 1 ? filling : Math.floorDiv(filling, grid.ratio());
  }

  /** Index of the oldest pane in a window; a full count window leaves out the one that fills. */
  private long start(long panes, long now) {
    return windows == Kind.TIME ? now - panes + 1 : Math.max(0, now - panes);
  }

  private void write(Partial part, StateOutput out) {
    (part == null ? kind.start() : part).write(out);
  }

  private Partial readPart(ByteBuffer in) {
    Partial part = kind.read(in);
    return part.count() == 0 ? null : part;
  }
}
