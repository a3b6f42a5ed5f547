package dev.reeve.features.window;

import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateCells;

/**
 * The closed panes of one window, by absolute index, in blocks of 64. Long windows keep a second
 * level, in which each block of panes is one summary, so that a window of 10,000 panes is folded
 * from at most 2 blocks of panes and 4 blocks of blocks.
 *
 * <p>A fold runs from the oldest pane to the newest, and whole blocks enter it as one. Which blocks
 * are whole depends on pane indices alone; hence the sums of doubles do not depend on where a run
 * began.
 */
public final class ClosedPanes {

  /** Windows of more panes keep the second level. */
  static final long ONE_LEVEL = 4L * PaneBlock.PANES;

  private final StateCells cells;
  private final String prefix;
  private final int top;

  /**
   * @param prefix start of the keys of this window in {@code cells}; no two windows share one
   * @param panes panes that the window spans
   */
  public ClosedPanes(StateCells cells, String prefix, long panes) {
    this.cells = cells;
    this.prefix = prefix;
    this.top = panes > ONE_LEVEL ? 1 : 0;
  }

  /** The summary of a pane; without values if it was never put. */
  public Summary get(long pane) {
    return block(0, Math.floorDiv(pane, PaneBlock.PANES)).get(position(pane));
  }

  /** Puts a pane, or replaces it. */
  public void put(long pane, Summary summary) {
    long index = pane;
    Summary entry = summary;
    for (int level = 0; level <= top; level++) {
      long blockIndex = Math.floorDiv(index, PaneBlock.PANES);
      PaneBlock block = block(level, blockIndex);
      block.set(position(index), entry);
      cells.put(key(level, blockIndex), block.toBytes());
      entry = new Summary();
      block.foldInto(entry, 0, PaneBlock.PANES - 1);
      index = blockIndex;
    }
  }

  /** Folds the panes from first to last, both included; empty if there are none. */
  public Summary fold(long first, long last) {
    Summary fold = new Summary();
    if (first <= last) {
      fold(0, first, last, fold);
    }
    return fold;
  }

  /**
   * Forgets the blocks that end before a pane.
   *
   * @param oldest oldest pane that may be there
   * @param newest newest pane that may be there
   * @param start first pane to keep
   */
  public void dropBefore(long oldest, long newest, long start) {
    long from = oldest;
    long to = newest;
    long keep = start;
    for (int level = 0; level <= top; level++) {
      from = Math.floorDiv(from, PaneBlock.PANES);
      to = Math.floorDiv(to, PaneBlock.PANES);
      keep = Math.floorDiv(keep, PaneBlock.PANES);
      for (long block = from; block < keep && block <= to; block++) {
        cells.remove(key(level, block));
      }
    }
  }

  private void fold(int level, long first, long last, Summary into) {
    long firstBlock = Math.floorDiv(first, PaneBlock.PANES);
    long lastBlock = Math.floorDiv(last, PaneBlock.PANES);
    if (level < top && lastBlock - firstBlock > 1) {
      block(level, firstBlock).foldInto(into, position(first), PaneBlock.PANES - 1);
      fold(level + 1, firstBlock + 1, lastBlock - 1, into);
      block(level, lastBlock).foldInto(into, 0, position(last));
      return;
    }
    for (long index = firstBlock; index <= lastBlock; index++) {
      int from = index == firstBlock ? position(first) : 0;
      int to = index == lastBlock ? position(last) : PaneBlock.PANES - 1;
      block(level, index).foldInto(into, from, to);
    }
  }

  private PaneBlock block(int level, long index) {
    return PaneBlock.of(cells.get(key(level, index)));
  }

  private String key(int level, long block) {
    return prefix + level + "/" + block;
  }

  private static int position(long index) {
    return (int) Math.floorMod(index, (long) PaneBlock.PANES);
  }
}
