package dev.reeve.features;

import dev.reeve.features.FeatureSetPlan.RunningCell;
import dev.reeve.features.FeatureSetPlan.WindowCell;
import dev.reeve.features.aggregate.GaussianTail;
import dev.reeve.features.aggregate.RunningState;
import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.state.StateCells;
import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.ClosedPanes;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one feature set keeps of one entity, and how an event becomes a feature vector. All of it is
 * the head of the entity's state, read and written once for each event, except closed panes and big
 * states of detectors, which are cells aside.
 */
public final class FeatureSetState {

  private static final int VERSION = 1;
  private static final Double EVENT = 1.0;

  private final FeatureSetPlan plan;
  private final StateCells cells;
  private final List<FeatureWindow> windows = new ArrayList<>();
  private final List<RunningState> running = new ArrayList<>();
  private long since;

  private FeatureSetState(FeatureSetPlan plan, StateCells cells) {
    this.plan = plan;
    this.cells = cells;
  }

  /**
   * State before the first event of an entity.
   *
   * @param entity typed entity
   */
  public static FeatureSetState start(FeatureSetPlan plan, StateCells cells, String entity) {
    FeatureSetState state = new FeatureSetState(plan, cells);
    state.since = Long.MAX_VALUE;
    for (int i = 0; i < plan.windows().size(); i++) {
      state.windows.add(new FeatureWindow(plan.windows().get(i).shape(), state.panes(i)));
    }
    for (RunningCell cell : plan.running()) {
      state.running.add(cell.aggregate().start(cell.parameters(), entity));
    }
    return state;
  }

  /**
   * Reads a head; one that another layout wrote, under the same name and version, starts anew.
   *
   * @throws IllegalStateException if a newer build wrote it
   */
  public static FeatureSetState read(
      byte[] head, FeatureSetPlan plan, StateCells cells, String entity) {
    ByteBuffer in = ByteBuffer.wrap(head);
    StateOutput.version(in, VERSION, "feature set");
    if (in.getLong() != plan.layout()) {
      forget(plan.definition().id(), cells);
      return start(plan, cells, entity);
    }
    FeatureSetState state = new FeatureSetState(plan, cells);
    state.since = in.getLong();
    for (int i = 0; i < plan.windows().size(); i++) {
      state.windows.add(FeatureWindow.read(in, plan.windows().get(i).shape(), state.panes(i)));
    }
    for (int i = 0; i < plan.running().size(); i++) {
      RunningCell cell = plan.running().get(i);
      ByteBuffer own = cell.aggregate().aside() ? state.aside(i) : in;
      state.running.add(
          own == null
              ? cell.aggregate().start(cell.parameters(), entity)
              : cell.aggregate().read(own, cell.parameters()));
    }
    return state;
  }

  /**
   * Takes an event in and computes the vector.
   *
   * @param event accepted event
   * @param now the entity's time: its greatest event time, this event's included
   */
  public FeatureVector apply(RegionEvent event, long now) {
    since = Math.min(since, event.getEventTime());
    VectorBuilder vector = new VectorBuilder(plan.definition());
    for (int i = 0; i < windows.size(); i++) {
      applyWindow(plan.windows().get(i), windows.get(i), event, now, vector);
    }
    for (int i = 0; i < running.size(); i++) {
      RunningCell cell = plan.running().get(i);
      RunningState state = running.get(i);
      Double value = event.getMeasures().get(cell.measure());
      double result =
          value == null ? state.unchanged(now) : state.add(event.getEventTime(), value, now);
      vector.set(cell.feature(), result, true);
    }
    return vector.asOf(now);
  }

  /**
   * Moves on to a time without an event, and computes the vector as of then.
   *
   * @param now event-time milliseconds, not before the entity's time
   */
  public FeatureVector silent(long now) {
    VectorBuilder vector = new VectorBuilder(plan.definition());
    for (int i = 0; i < windows.size(); i++) {
      WindowCell cell = plan.windows().get(i);
      FeatureWindow window = windows.get(i);
      window.advanceTo(now);
      for (Map.Entry<Integer, WindowAggregate> feature : cell.features().entrySet()) {
        double value =
            feature.getValue().scores()
                ? Double.NaN
                : feature.getValue().of(window.summary(), cell.shape(), now, Map.of());
        vector.set(feature.getKey(), value, window.spanned(since));
      }
    }
    for (int i = 0; i < running.size(); i++) {
      vector.set(plan.running().get(i).feature(), running.get(i).unchanged(now), true);
    }
    return vector.asOf(now);
  }

  private void applyWindow(
      WindowCell cell, FeatureWindow window, RegionEvent event, long now, VectorBuilder vector) {
    Double value = cell.measure().isEmpty() ? EVENT : event.getMeasures().get(cell.measure());
    window.advanceTo(now);
    for (Map.Entry<Integer, WindowAggregate> feature : cell.features().entrySet()) {
      if (feature.getValue().scores()) {
        double score = value == null ? Double.NaN : GaussianTail.score(window.summary(), value);
        vector.set(feature.getKey(), score, window.spanned(since));
      }
    }
    if (value != null) {
      window.add(event.getEventTime(), value);
    }
    Summary summary = window.summary();
    for (Map.Entry<Integer, WindowAggregate> feature : cell.features().entrySet()) {
      if (!feature.getValue().scores()) {
        double number = feature.getValue().of(summary, cell.shape(), now, Map.of());
        vector.set(feature.getKey(), number, window.spanned(since));
      }
    }
  }

  /** The head; writes the cells aside as well. */
  public byte[] write() {
    StateOutput out = new StateOutput(32 + 200 * windows.size() + 32 * running.size());
    out.putByte(VERSION).putLong(plan.layout()).putLong(since);
    for (FeatureWindow window : windows) {
      window.write(out);
    }
    for (int i = 0; i < running.size(); i++) {
      if (plan.running().get(i).aggregate().aside()) {
        StateOutput own = new StateOutput(4_096);
        running.get(i).write(own);
        cells.put(asideKey(i), own.toBytes());
      } else {
        running.get(i).write(out);
      }
    }
    return out.toBytes();
  }

  /** Forgets the cells aside of a feature set, given as {@code name@version}. */
  public static void forget(String setId, StateCells cells) {
    cells.removeAll(setId + "/");
  }

  private ClosedPanes panes(int window) {
    return new ClosedPanes(
        cells, prefix() + window + "/", plan.windows().get(window).shape().panes());
  }

  private ByteBuffer aside(int index) {
    byte[] bytes = cells.get(asideKey(index));
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private String asideKey(int index) {
    return prefix() + "own/" + index;
  }

  private String prefix() {
    return plan.definition().id() + "/";
  }
}
