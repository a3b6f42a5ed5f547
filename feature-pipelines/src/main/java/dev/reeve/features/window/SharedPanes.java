package dev.reeve.features.window;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateCells;
import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.PaneSharing.Grid;
import dev.reeve.features.window.WindowShape.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one input of one entity that are in each of the windows over it now: {@code closed
 * panes ⊕ the pane that is filling}, where ⊕ merges partials and nothing is ever taken out of one.
 * A value is added once, to the one pane that fills for all windows.
 *
 * <ul>
 *   <li><b>Time window</b> of length W with panes of g milliseconds: the pane of the entity's time
 *       (its greatest event time so far), and the W/g − 1 panes before it. A pane's index is
 *       floor(time / g). An event that is late but in bounds lands in its own pane; one that is
 *       older than the window is not in it.
 *   <li><b>Count window</b> of N values with step s: grows until it holds N; then it stays as it is
 *       until s further values have come, drops its oldest s and takes the new s. Values count in
 *       the order of arrival; s = 1 slides.
 *   <li><b>Ever</b>: all values.
 * </ul>
 *
 * <p>Where the filling pane is shorter than a grid's own, what it held before is the grid's open
 * part. When the grid's pane closes, or a late event repairs one, the grid's windows are folded
 * anew. Terms: panes as in Li et al., "No pane, no gain", SIGMOD Record 34(1), 2005; sharing as in
 * Traub et al., "Scotty", ACM TODS 46(1), 2021.
 */
public final class SharedPanes {

  /** Most bytes of a cell's key behind the prefix of the windows: grid, level, block. */
  public static final int MOST_KEY_BYTES = "0000000000/0/-9223372036854775808".length();

  private static final long BEFORE_FIRST = Long.MIN_VALUE;

  private final PaneSharing sharing;
  private final PartialKind kind;
  private final List<GridPanes> grids = new ArrayList<>();
  private final GridPanes[] gridOf;
  private final int[] positionOf;
  private final Summary scratch = new Summary();

  private long fillingIndex;
  private Partial filling;
  private boolean changed;

  /**
   * Windows without values.
   *
   * @param prefix start of the keys of these windows in {@code cells}; no two inputs share one
   */
  public SharedPanes(PaneSharing sharing, PartialKind kind, StateCells cells, String prefix) {
    this.sharing = sharing;
    this.kind = kind;
    this.fillingIndex = sharing.kind() == Kind.TIME ? BEFORE_FIRST : 0;
    this.filling = kind.start();
    int count = sharing.windows().size();
    gridOf = new GridPanes[count];
    positionOf = new int[count];
    int window = 0;
    for (Grid grid : sharing.grids()) {
      String own = prefix + grids.size() + "/";
      GridPanes panes = new GridPanes(sharing.kind(), grid, kind, cells, own);
      grids.add(panes);
      for (int i = 0; i < grid.windows().size(); i++) {
        gridOf[window] = panes;
        positionOf[window++] = i;
      }
    }
  }

  /** Most bytes that {@link #write} appends. */
  public static long mostBytes(PaneSharing sharing, PartialKind kind) {
    long partials = 1;
    for (Grid grid : sharing.grids()) {
      partials += grid.windows().size() + (grid.ratio() > 1 ? 1 : 0);
    }
    return Long.BYTES + partials * kind.largestBytes();
  }

  /** Most cells that closed panes take. */
  public static long mostBlocks(PaneSharing sharing) {
    return sharing.grids().stream().mapToLong(g -> ClosedPanes.mostBlocks(g.longest())).sum();
  }

  /** Most bytes in these cells, without their keys. */
  public static long mostClosedBytes(PaneSharing sharing, PartialKind kind) {
    return sharing.grids().stream()
        .mapToLong(g -> ClosedPanes.mostBytes(g.longest(), kind.largestBytes()))
        .sum();
  }

  /** Moves time windows on to the entity's time, event-time milliseconds. */
  public void advanceTo(long entityTime) {
    if (sharing.kind() == Kind.TIME) {
      long index = Math.floorDiv(entityTime, sharing.base());
      if (index > fillingIndex) {
        advance(index);
      }
    }
  }

  /**
   * Takes a number in.
   *
   * @param time event-time milliseconds; at most the time that the windows were advanced to
   */
  public void add(long time, double value) {
    changed = true;
    if (isLate(time)) {
      for (GridPanes grid : grids) {
        grid.addLate(time, sharing.base(), fillingIndex, partial -> partial.add(time, value));
      }
      return;
    }
    filling.add(time, value);
    added();
  }

  /** Takes a text in, as {@link #add} does a number. */
  public void addText(long time, String text) {
    changed = true;
    if (isLate(time)) {
      for (GridPanes grid : grids) {
        grid.addLate(time, sharing.base(), fillingIndex, partial -> partial.addText(time, text));
      }
      return;
    }
    filling.addText(time, text);
    added();
  }

  /**
   * The values in a window now; to be read before the next call, and not to be changed.
   *
   * @param window its number in {@link PaneSharing#windows}
   */
  public Partial window(int window) {
    if (sharing.kind() == Kind.EVER) {
      return filling;
    }
    GridPanes grid = gridOf[window];
    Partial closed = grid.closed(positionOf[window]);
    if (sharing.kind() == Kind.COUNT && grid.isFull(positionOf[window], fillingIndex)) {
      return closed == null ? kind.start() : closed;
    }
    Partial open = grid.open();
    if (closed == null && open == null) {
      return filling;
    }
    if (kind == PartialKind.SUMMARY) {
      return scratch.becomes((Summary) closed, (Summary) open, (Summary) filling);
    }
    return closed == null
        ? open.and(filling)
        : open == null ? closed.and(filling) : closed.and(open).and(filling);
  }

  /**
   * Whether a window is spanned: a count window holds its N values, or a time window began no
   * earlier than the entity was first observed.
   *
   * @param since event-time milliseconds from which on the entity is observed
   */
  public boolean spanned(int window, long since) {
    return switch (sharing.kind()) {
      case TIME -> since <= gridOf[window].startTime(positionOf[window], fillingIndex);
      case COUNT -> gridOf[window].isFull(positionOf[window], fillingIndex);
      case EVER -> true;
    };
  }

  /** Whether it differs from the bytes that were last read or written. */
  public boolean isChanged() {
    return changed;
  }

  /** Appends the small part of the state, and writes closed panes that changed to their cells. */
  public void write(StateOutput out) {
    out.putLong(fillingIndex);
    filling.write(out);
    changed = false;
    for (GridPanes grid : grids) {
      grid.write(out);
    }
  }

  /** Reads what {@link #write} appended into windows without values. */
  public void read(ByteBuffer in) {
    fillingIndex = in.getLong();
    filling = kind.read(in);
    for (GridPanes grid : grids) {
      grid.read(in);
    }
  }

  /** Estimated bytes on the heap. */
  public int heapBytes() {
    int bytes = 300 + filling.heapBytes();
    for (GridPanes grid : grids) {
      bytes += grid.heapBytes();
    }
    return bytes;
  }

  private void added() {
    if (sharing.kind() == Kind.COUNT && filling.count() == sharing.base()) {
      advance(fillingIndex + 1);
    }
  }

  private void advance(long index) {
    if (fillingIndex != BEFORE_FIRST) {
      boolean empty = filling.count() == 0;
      for (GridPanes grid : grids) {
        grid.advance(fillingIndex, index, empty ? null : filling);
      }
      filling = empty ? filling : kind.start();
    }
    fillingIndex = index;
    changed = true;
  }

  private boolean isLate(long time) {
    return sharing.kind() == Kind.TIME && Math.floorDiv(time, sharing.base()) < fillingIndex;
  }
}
