package dev.reeve.features;

import dev.reeve.features.FeatureSetPlan.DerivedFeature;
import dev.reeve.features.FeatureSetPlan.RunningCell;
import dev.reeve.features.FeatureSetPlan.WindowFeature;
import dev.reeve.features.FeatureSetPlan.WindowsCell;
import dev.reeve.features.aggregate.GaussianTail;
import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateCells;
import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.SharedPanes;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.FeatureType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one feature set keeps of one entity, and how an event becomes a feature vector. All of it is
 * the head of the entity's state, except what is big, which are cells aside: closed panes, windows
 * of sketches, states of detectors.
 */
public final class FeatureSetState {

  private static final int VERSION = 2;
  private static final int ASIDE_VERSION = 1;

  /** Bytes of a head before its windows: version, layout, first event time. */
  static final int HEADER_BYTES = 1 + 2 * Long.BYTES;

  private record Score(double value, long last, boolean complete) {}

  private final FeatureSetPlan plan;
  private final StateCells cells;
  private final String prefix;
  private final List<SharedPanes> windows = new ArrayList<>();
  private final List<RunningFeature> running = new ArrayList<>();
  private final boolean[] scoring;
  private final Score[] scores;
  private final EventInputs inputs;
  private long since = Long.MAX_VALUE;

  private FeatureSetState(FeatureSetPlan plan, StateCells cells) {
    this.plan = plan;
    this.cells = cells;
    this.prefix = plan.definition().id() + "/";
    this.inputs = new EventInputs(plan);
    this.scoring = new boolean[plan.windows().size()];
    this.scores = new Score[plan.definition().features().size()];
    for (int i = 0; i < plan.windows().size(); i++) {
      WindowsCell cell = plan.windows().get(i);
      scoring[i] = cell.scores();
      windows.add(new SharedPanes(cell.sharing(), cell.kind(), cells, prefix() + i + "/"));
    }
  }

  /**
   * State before the first event of an entity.
   *
   * @param entity typed entity
   */
  public static FeatureSetState start(FeatureSetPlan plan, StateCells cells, String entity) {
    FeatureSetState state = new FeatureSetState(plan, cells);
    for (RunningCell cell : plan.running()) {
      state.running.add(RunningFeature.start(cell, entity));
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
    int version = StateOutput.version(in, VERSION, "feature set");
    if (version != VERSION || in.getLong() != plan.layout()) {
      forget(plan.definition().id(), cells);
      return start(plan, cells, entity);
    }
    FeatureSetState state = new FeatureSetState(plan, cells);
    state.since = in.getLong();
    for (int i = 0; i < plan.windows().size(); i++) {
      ByteBuffer own = plan.windows().get(i).inHead() ? in : state.aside(windowsKey(i));
      if (own != null) {
        state.windows.get(i).read(own);
      }
    }
    for (int i = 0; i < plan.running().size(); i++) {
      RunningCell cell = plan.running().get(i);
      ByteBuffer own = cell.aggregate().aside() ? state.aside(runningKey(i)) : in;
      state.running.add(
          own == null ? RunningFeature.start(cell, entity) : RunningFeature.read(cell, own));
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
    take(event, now);
    return vector(now);
  }

  /** Takes an event in, as {@link #apply}, and computes nothing. */
  public void take(RegionEvent event, long now) {
    since = Math.min(since, event.getEventTime());
    advance(event, now);
    long time = event.getEventTime();
    for (int i = 0; i < windows.size(); i++) {
      int input = plan.windows().get(i).input();
      if (inputs.has(input)) {
        if (inputs.isText(input)) {
          windows.get(i).addText(time, inputs.text(input));
        } else {
          windows.get(i).add(time, inputs.number(input));
        }
      }
    }
  }

  /**
   * Moves on to a time without an event, and computes the vector as of then.
   *
   * @param now event-time milliseconds, not before the entity's time
   */
  public FeatureVector silent(long now) {
    advance(null, now);
    return vector(now);
  }

  /** The vector as of the event that was taken in last. */
  public FeatureVector vector(long now) {
    VectorBuilder vector = new VectorBuilder(plan, now);
    for (int i = 0; i < windows.size(); i++) {
      read(windows.get(i), plan.windows().get(i), now, vector);
    }
    for (int i = 0; i < running.size(); i++) {
      running.get(i).set(vector);
    }
    for (DerivedFeature derived : plan.derived()) {
      vector.derive(derived);
    }
    return vector.build();
  }

  private void advance(RegionEvent event, long now) {
    inputs.read(event);
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).advanceTo(now);
      if (scoring[i]) {
        score(windows.get(i), plan.windows().get(i), event);
      }
    }
    for (RunningFeature feature : running) {
      feature.take(inputs, event, now);
    }
  }

  /** Scores judge the event's value against the window before it. */
  private void score(SharedPanes panes, WindowsCell cell, RegionEvent event) {
    for (WindowFeature feature : cell.features()) {
      if (feature.aggregate().scores()) {
        Summary before = (Summary) panes.window(feature.window());
        boolean spanned = panes.spanned(feature.window(), since);
        scores[feature.feature()] =
            inputs.has(cell.input())
                ? new Score(
                    GaussianTail.score(before, inputs.number(cell.input())),
                    event.getEventTime(),
                    spanned)
                : new Score(Double.NaN, VectorBuilder.lastOf(before), spanned);
      }
    }
  }

  private void read(SharedPanes panes, WindowsCell cell, long now, VectorBuilder vector) {
    int window = -1;
    Partial partial = null;
    boolean complete = false;
    long last = 0;
    for (WindowFeature feature : cell.features()) {
      if (feature.window() != window) {
        window = feature.window();
        partial = panes.window(window);
        complete = panes.spanned(window, since) && partial.isComplete();
        last = VectorBuilder.lastOf(partial);
      }
      if (feature.aggregate().scores()) {
        Score score = scores[feature.feature()];
        vector.set(feature.feature(), score.value(), score.last(), score.complete());
      } else if (feature.aggregate().valueType() == FeatureType.TEXT) {
        vector.setText(feature.feature(), feature.aggregate().text(partial), last, complete);
      } else {
        double value = feature.aggregate().of(partial, feature.shape(), now, feature.parameters());
        vector.set(feature.feature(), value, last, complete);
      }
    }
  }

  /** The head; writes the cells aside as well. */
  public byte[] write() {
    StateOutput out = new StateOutput(1_024);
    out.putByte(VERSION).putLong(plan.layout()).putLong(since);
    for (int i = 0; i < windows.size(); i++) {
      SharedPanes panes = windows.get(i);
      if (plan.windows().get(i).inHead()) {
        panes.write(out);
      } else if (panes.isChanged()) {
        StateOutput own = new StateOutput(4_096).putByte(ASIDE_VERSION);
        panes.write(own);
        cells.put(prefix() + windowsKey(i), own.toBytes());
      }
    }
    for (int i = 0; i < running.size(); i++) {
      RunningFeature feature = running.get(i);
      if (!plan.running().get(i).aggregate().aside()) {
        feature.write(out);
      } else if (feature.isChanged()) {
        StateOutput own = new StateOutput(4_096).putByte(ASIDE_VERSION);
        feature.write(own);
        cells.put(prefix() + runningKey(i), own.toBytes());
      }
    }
    return out.toBytes();
  }

  FeatureSetPlan plan() {
    return plan;
  }

  /** Estimated bytes on the heap. */
  public int heapBytes() {
    int bytes = 500 + 16 * scores.length;
    for (SharedPanes panes : windows) {
      bytes += panes.heapBytes();
    }
    for (RunningFeature feature : running) {
      bytes += feature.heapBytes();
    }
    return bytes;
  }

  /** Forgets the cells aside of a feature set, given as {@code name@version}. */
  public static void forget(String setId, StateCells cells) {
    cells.removeAll(setId + "/");
  }

  private ByteBuffer aside(String key) {
    byte[] bytes = cells.get(prefix() + key);
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StateOutput.version(in, ASIDE_VERSION, "feature set, aside");
    return in;
  }

  private static String windowsKey(int index) {
    return index + "/now";
  }

  private static String runningKey(int index) {
    return "own/" + index;
  }

  private String prefix() {
    return prefix;
  }
}
