package dev.reeve.features.context;

import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.state.StateOutput;
import dev.reeve.schema.ContextGroup;
import dev.reeve.schema.ContextPane;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The second of two steps: the windows of one group of a context. The greatest event time of the
 * group, from whichever subtask, decides what is in them; a partial that comes late merges into the
 * panes that are still in the window, in whatever order partials come. At most {@link
 * ContextCheck#MOST_PANES} panes are kept of each cell.
 *
 * <p>Counts, minima and maxima are exact whatever the order; sums of doubles are rounded in the
 * order of arrival, with a relative error of at most n·2⁻⁵³ of the sum of absolute values.
 */
public final class ContextWindows {

  private static final int VERSION = 1;

  private final ContextPlan plan;
  private final List<TreeMap<Long, Summary>> cells = new ArrayList<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Windows without an event. */
  public ContextWindows(ContextPlan plan) {
    this.plan = plan;
    plan.cells().forEach(cell -> cells.add(new TreeMap<>()));
  }

  /** Greatest event time of the group, milliseconds. */
  public long asOf() {
    return last;
  }

  /**
   * Merges what a subtask saw of the group.
   *
   * @return whether the plan has all its cells; panes of others are left out
   */
  public boolean merge(ContextGroup partial) {
    boolean known = true;
    first = Math.min(first, partial.getFirstTime());
    last = Math.max(last, partial.getLastTime());
    for (ContextPane pane : partial.getPanes()) {
      if (pane.getCell() < 0 || pane.getCell() >= cells.size()) {
        known = false;
      } else if (pane.getPane() >= oldest(pane.getCell())) {
        cells
            .get(pane.getCell())
            .computeIfAbsent(pane.getPane(), index -> new Summary())
            .merge(Summary.read(pane.getSummary().duplicate()));
      }
    }
    for (int cell = 0; cell < cells.size(); cell++) {
      cells.get(cell).headMap(oldest(cell)).clear();
    }
    return known;
  }

  private long oldest(int cell) {
    long pane = plan.cells().get(cell).shape().pane();
    return Math.floorDiv(last, pane) - plan.cells().get(cell).shape().panes() + 1;
  }

  /** The group's numbers now. */
  public ContextUpdate update(String group) {
    ContextDefinition context = plan.definition();
    ContextValue[] values = new ContextValue[context.features().size()];
    for (int cell = 0; cell < cells.size(); cell++) {
      ContextPlan.Cell of = plan.cells().get(cell);
      Summary window = new Summary();
      cells.get(cell).values().forEach(window::merge);
      boolean spanned = first <= oldest(cell) * of.shape().pane();
      for (Map.Entry<Integer, WindowAggregate> feature : of.features().entrySet()) {
        FeatureDefinition definition = context.features().get(feature.getKey());
        double value = feature.getValue().of(window, of.shape(), last, Map.of());
        boolean present = Double.isFinite(value);
        values[feature.getKey()] =
            new ContextValue(
                context.name(),
                context.version(),
                group,
                definition.name(),
                present ? value : null,
                window.count(),
                last,
                present ? spanned ? "FRESH" : "INCOMPLETE" : "MISSING");
      }
    }
    return new ContextUpdate(context.name(), context.version(), group, last, List.of(values));
  }

  /** Tells that a group is forgotten. */
  public static ContextUpdate forgotten(String context, int version, String group, long asOf) {
    return new ContextUpdate(context, version, group, asOf, List.of());
  }

  /** The state in bytes, at most 25 and for each cell 4 + 89 for each pane. */
  public byte[] write() {
    StateOutput out = new StateOutput(1_024);
    out.putByte(VERSION).putLong(plan.layout()).putLong(first).putLong(last);
    for (TreeMap<Long, Summary> panes : cells) {
      out.putInt(panes.size());
      panes.forEach(
          (pane, summary) -> {
            out.putLong(pane);
            summary.write(out);
          });
    }
    return out.toBytes();
  }

  /** Reads what was written; null, and what another layout wrote, gives windows without events. */
  public static ContextWindows read(ContextPlan plan, byte[] bytes) {
    ContextWindows windows = new ContextWindows(plan);
    if (bytes == null) {
      return windows;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StateOutput.version(in, VERSION, "windows of a context");
    if (in.getLong() != plan.layout()) {
      return windows;
    }
    windows.first = in.getLong();
    windows.last = in.getLong();
    for (TreeMap<Long, Summary> panes : windows.cells) {
      int size = in.getInt();
      for (int i = 0; i < size; i++) {
        panes.put(in.getLong(), Summary.read(in));
      }
    }
    return windows;
  }

  /** Greatest event time in what {@link #write} wrote, without reading more of it. */
  public static long asOf(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StateOutput.version(in, VERSION, "windows of a context");
    in.getLong();
    in.getLong();
    return in.getLong();
  }
}
