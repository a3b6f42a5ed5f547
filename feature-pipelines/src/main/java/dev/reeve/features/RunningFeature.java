package dev.reeve.features;

import dev.reeve.features.FeatureSetPlan.RunningCell;
import dev.reeve.features.aggregate.RunningState;
import dev.reeve.features.state.StateOutput;
import dev.reeve.schema.RegionEvent;
import java.nio.ByteBuffer;

/** The state of an aggregate since ever, with the time of its last value and its latest result. */
final class RunningFeature {

  private final RunningCell cell;
  private final RunningState state;
  private long last;
  private double result = Double.NaN;
  private boolean changed;

  private RunningFeature(RunningCell cell, RunningState state, long last) {
    this.cell = cell;
    this.state = state;
    this.last = last;
  }

  static RunningFeature start(RunningCell cell, String entity) {
    RunningState state = cell.aggregate().start(cell.parameters(), entity);
    return new RunningFeature(cell, state, VectorBuilder.NEVER);
  }

  static RunningFeature read(RunningCell cell, ByteBuffer in) {
    long last = in.getLong();
    return new RunningFeature(cell, cell.aggregate().read(in, cell.parameters()), last);
  }

  /** Takes in what an event, or null for none, gives to its input. */
  void take(EventInputs inputs, RegionEvent event, long now) {
    if (!inputs.has(cell.input())) {
      result = state.unchanged(now);
      return;
    }
    long time = event.getEventTime();
    result =
        inputs.isText(cell.input())
            ? state.addText(time, inputs.text(cell.input()), now)
            : state.add(time, inputs.number(cell.input()), now);
    last = Math.max(last, time);
    changed = true;
  }

  void set(VectorBuilder vector) {
    vector.set(cell.feature(), result, last, state.isComplete());
  }

  /** Whether it differs from the bytes that were last read or written. */
  boolean isChanged() {
    return changed;
  }

  void write(StateOutput out) {
    out.putLong(last);
    state.write(out);
    changed = false;
  }

  int heapBytes() {
    return 100 + state.heapBytes();
  }
}
