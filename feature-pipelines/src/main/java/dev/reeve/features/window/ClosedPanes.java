package dev.reeve.features.window;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.state.StateCells;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The closed panes of one grid, by absolute index, in blocks of 64 and, for long windows, on a
 * second level in which each block of panes is one partial. Blocks stay decoded as long as folds
 * need them, and are written when {@link #write} is called.
 *
 * <p>A fold ends at the newest closed pane and runs from new to old: {@code p1 ⊕ (p2 ⊕ (p3 ⊕ …))},
 * where ⊕ merges and whole blocks of 64, each folded from left to right, stand in it as one. So one
 * pass over the panes serves all windows of the grid, and yet how a window's values are associated
 * depends on the indices of its own panes alone: sums of doubles are the same wherever a run began
 * and whatever other windows there are.
 */
final class ClosedPanes {

  /** Windows of more panes keep the second level. */
  static final long ONE_LEVEL = 4L * PaneBlock.PANES;

  private final StateCells cells;
  private final String prefix;
  private final PartialKind kind;
  private final int top;
  private final List<TreeMap<Long, PaneBlock>> decoded = List.of(new TreeMap<>(), new TreeMap<>());
  private long pass;

  /**
   * @param prefix start of the keys of this grid in {@code cells}; no two grids share one
   * @param longest panes that the longest window spans
   */
  ClosedPanes(StateCells cells, String prefix, PartialKind kind, long longest) {
    this.cells = cells;
    this.prefix = prefix;
    this.kind = kind;
    this.top = topLevel(longest);
  }

  /** The highest level of blocks that a grid keeps: 0 or 1. */
  static int topLevel(long longest) {
    return longest > ONE_LEVEL ? 1 : 0;
  }

  /** Most blocks that a window of so many panes keeps, on all levels. */
  static long mostBlocks(long longest) {
    long first = blocksOver(longest);
    return first + (topLevel(longest) == 1 ? blocksOver(first) : 0);
  }

  /**
   * Most bytes in these blocks: the oldest block of a level keeps up to 63 entries that are out of
   * date until all of it is.
   */
  static long mostBytes(long longest, long partialBytes) {
    long entries = longest + PaneBlock.PANES - 1;
    if (topLevel(longest) == 1) {
      entries += blocksOver(longest) + PaneBlock.PANES - 1;
    }
    return mostBlocks(longest) * PaneBlock.HEADER_BYTES + entries * partialBytes;
  }

  /** Blocks that so many neighbouring entries may lie in. */
  private static long blocksOver(long entries) {
    return (entries + PaneBlock.PANES - 2) / PaneBlock.PANES + 1;
  }

  /** A copy of a pane; without values if it was never put. */
  Partial copy(long pane) {
    Partial partial = block(0, Math.floorDiv(pane, PaneBlock.PANES)).get(position(pane));
    return partial == null ? kind.start() : kind.start().and(partial);
  }

  /** Puts a pane, or replaces it; the partial is not to be changed afterwards. */
  void put(long pane, Partial partial) {
    long index = pane;
    Partial entry = partial;
    for (int level = 0; level <= top; level++) {
      long blockIndex = Math.floorDiv(index, PaneBlock.PANES);
      PaneBlock block = block(level, blockIndex);
      block.set(position(index), entry);
      entry = level < top ? block.whole() : null;
      index = blockIndex;
    }
  }

  /**
   * Folds the panes from each start to the newest.
   *
   * @param newest newest closed pane
   * @param starts first pane of each window, never increasing
   * @param folds takes the folds, null for one without values; they are not to be changed
   */
  void fold(long newest, long[] starts, Partial[] folds) {
    pass++;
    int window = 0;
    while (window < starts.length && starts[window] > newest) {
      folds[window++] = null;
    }
    Partial tail = null;
    long right = newest;
    while (window < starts.length) {
      long index = Math.floorDiv(right, PaneBlock.PANES);
      long left = index * PaneBlock.PANES;
      boolean whole = right - left == PaneBlock.PANES - 1;
      Partial inner = tail;
      int last = (int) (right - left);
      while (window < starts.length && starts[window] >= left + (whole ? 1 : 0)) {
        int first = (int) (starts[window] - left);
        inner = prepend(block(0, index), first, last, inner);
        last = first - 1;
        folds[window++] = inner;
      }
      if (window < starts.length) {
        tail = whole ? join(whole(index), tail) : prepend(block(0, index), 0, last, inner);
      }
      while (window < starts.length && starts[window] == left) {
        folds[window++] = tail;
      }
      right = left - 1;
    }
    forgetUnused();
  }

  /**
   * Forgets the blocks that end before a pane.
   *
   * @param oldest oldest pane that may be there
   * @param newest newest pane that may be there
   * @param start first pane to keep
   */
  void dropBefore(long oldest, long newest, long start) {
    long from = oldest;
    long to = newest;
    long keep = start;
    for (int level = 0; level <= top; level++) {
      from = Math.floorDiv(from, PaneBlock.PANES);
      to = Math.floorDiv(to, PaneBlock.PANES);
      keep = Math.floorDiv(keep, PaneBlock.PANES);
      for (long block = from; block < keep && block <= to; block++) {
        decoded.get(level).remove(block);
        cells.remove(key(level, block));
      }
    }
  }

  /** Writes the blocks that changed. */
  void write() {
    for (int level = 0; level <= top; level++) {
      for (Map.Entry<Long, PaneBlock> entry : decoded.get(level).entrySet()) {
        writeBlock(level, entry.getKey(), entry.getValue());
      }
    }
  }

  /** Estimated bytes on the heap. */
  int heapBytes() {
    int bytes = 200;
    for (TreeMap<Long, PaneBlock> level : decoded) {
      for (PaneBlock block : level.values()) {
        bytes += 64 + block.heapBytes();
      }
    }
    return bytes;
  }

  private static Partial prepend(PaneBlock block, int first, int last, Partial tail) {
    Partial fold = tail;
    for (int position = last; position >= first; position--) {
      fold = join(block.get(position), fold);
    }
    return fold;
  }

  private static Partial join(Partial earlier, Partial later) {
    if (earlier == null) {
      return later;
    }
    return later == null ? earlier : earlier.and(later);
  }

  private Partial whole(long index) {
    return top == 0
        ? block(0, index).whole()
        : block(1, Math.floorDiv(index, PaneBlock.PANES)).get(position(index));
  }

  private PaneBlock block(int level, long index) {
    PaneBlock block = decoded.get(level).get(index);
    if (block == null) {
      block = PaneBlock.of(cells.get(key(level, index)), kind);
      decoded.get(level).put(index, block);
    }
    block.usedIn(pass);
    return block;
  }

  /** Writes and lets go of the blocks that the last fold had no use for. */
  private void forgetUnused() {
    for (int level = 0; level <= top; level++) {
      Iterator<Map.Entry<Long, PaneBlock>> entries = decoded.get(level).entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<Long, PaneBlock> entry = entries.next();
        if (!entry.getValue().wasUsedIn(pass)) {
          writeBlock(level, entry.getKey(), entry.getValue());
          entries.remove();
        }
      }
    }
  }

  private void writeBlock(int level, long index, PaneBlock block) {
    if (block.isChanged()) {
      cells.put(key(level, index), block.toBytes());
    }
  }

  private String key(int level, long block) {
    return prefix + level + "/" + block;
  }

  private static int position(long index) {
    return (int) Math.floorMod(index, (long) PaneBlock.PANES);
  }
}
