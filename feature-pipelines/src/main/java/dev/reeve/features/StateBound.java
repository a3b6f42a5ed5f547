package dev.reeve.features;

import dev.reeve.features.FeatureSetPlan.RunningCell;
import dev.reeve.features.FeatureSetPlan.WindowsCell;
import dev.reeve.features.window.SharedPanes;
import java.nio.charset.StandardCharsets;

/**
 * The most that one feature set keeps of one entity, whatever its events are, as computed from the
 * definition: bytes that Reeve writes, keys of cells included, before the state backend adds its
 * own and compresses. Event ids within the duplicate horizon come on top: their number is that of
 * the events.
 *
 * @param headBytes bytes in the entity's head, which every event reads
 * @param cellBytes bytes in cells aside
 * @param cells number of cells
 */
public record StateBound(long headBytes, long cellBytes, long cells) {

  /** Bytes of an entity's head without feature sets. */
  public static final long ENTITY_BYTES = 1 + 3 * Long.BYTES + Integer.BYTES;

  private static final String SILENCE_MARK = "!silence";
  private static final String EXPECTATIONS_MARK = "!expectations";

  /** Computes the bound of a feature set. */
  public static StateBound of(FeatureSetPlan plan) {
    String id = plan.definition().id();
    StateBound bound = new StateBound(entry(id) + FeatureSetState.HEADER_BYTES, 0, 0);
    if (plan.silenceMillis() > 0) {
      bound = bound.head(entry(id + SILENCE_MARK) + Long.BYTES);
    }
    if (plan.expectations().remember()) {
      bound = bound.head(entry(id + EXPECTATIONS_MARK) + plan.expectations().mostBytes());
    }
    for (int i = 0; i < plan.windows().size(); i++) {
      WindowsCell cell = plan.windows().get(i);
      String prefix = id + "/" + i + "/";
      long small = SharedPanes.mostBytes(cell.sharing(), cell.kind());
      bound = cell.inHead() ? bound.head(small) : bound.cell(prefix + "now", 1 + small);
      long blocks = SharedPanes.mostBlocks(cell.sharing());
      long closed = SharedPanes.mostClosedBytes(cell.sharing(), cell.kind());
      bound =
          new StateBound(
              bound.headBytes,
              bound.cellBytes + closed + blocks * (SharedPanes.MOST_KEY_BYTES + bytes(prefix)),
              bound.cells + blocks);
    }
    for (int i = 0; i < plan.running().size(); i++) {
      RunningCell cell = plan.running().get(i);
      long own = Long.BYTES + cell.aggregate().largestBytes(cell.parameters());
      bound = cell.aggregate().aside() ? bound.cell(id + "/own/" + i, 1 + own) : bound.head(own);
    }
    return bound;
  }

  private StateBound head(long bytes) {
    return new StateBound(headBytes + bytes, cellBytes, cells);
  }

  private StateBound cell(String key, long bytes) {
    return new StateBound(headBytes, cellBytes + bytes(key) + bytes, cells + 1);
  }

  /** An entry of the head: lengths, key. */
  private static long entry(String key) {
    return 2L * Integer.BYTES + bytes(key);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
