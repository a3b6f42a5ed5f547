package dev.reeve.features.window;

import dev.reeve.features.window.WindowShape.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the windows of one kind over one input share panes. All of them fill one pane, whose length
 * is the greatest common divisor of their own panes. Windows whose own panes are equally long lie
 * on one grid and share its closed panes; each window still begins at a multiple of its own pane.
 *
 * @param kind what the windows count in
 * @param base length of the pane that is filling: event-time milliseconds or events, 0 since ever
 * @param grids grids by the length of their panes, shortest first; none since ever
 */
public record PaneSharing(Kind kind, long base, List<Grid> grids) {

  /**
   * Windows with panes of one length.
   *
   * @param ratio length of a pane in filling panes
   * @param windows windows, shortest first, each of them once
   */
  public record Grid(long ratio, List<WindowShape> windows) {

    /** Panes that the longest window spans. */
    public long longest() {
      return windows.get(windows.size() - 1).panes();
    }
  }

  /** Arranges windows, all of one kind; a window that is given twice counts once. */
  public static PaneSharing of(Collection<WindowShape> windows) {
    Kind kind = windows.iterator().next().kind();
    if (kind == Kind.EVER) {
      return new PaneSharing(kind, 0, List.of());
    }
    long base = 0;
    TreeMap<Long, TreeSet<Long>> lengths = new TreeMap<>();
    for (WindowShape window : windows) {
      base = greatestCommonDivisor(window.pane(), base);
      lengths.computeIfAbsent(window.pane(), pane -> new TreeSet<>()).add(window.panes());
    }
    List<Grid> grids = new ArrayList<>();
    for (long pane : lengths.keySet()) {
      List<WindowShape> shapes =
          lengths.get(pane).stream().map(panes -> new WindowShape(kind, pane, panes)).toList();
      grids.add(new Grid(pane / base, shapes));
    }
    return new PaneSharing(kind, base, List.copyOf(grids));
  }

  /** All windows in the order in which {@link SharedPanes} numbers them. */
  public List<WindowShape> windows() {
    return kind == Kind.EVER
        ? List.of(WindowShape.EVER)
        : grids.stream().flatMap(grid -> grid.windows().stream()).toList();
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
