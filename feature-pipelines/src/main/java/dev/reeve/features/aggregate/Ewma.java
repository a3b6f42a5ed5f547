package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/** A {@link DecayedMean} as the state of a feature. */
record Ewma(DecayedMean decayed, double halfLifeSeconds) implements RunningState {

  static final int LARGEST_BYTES = 25;

  private static final int VERSION = 1;

  static DecayedMean read(ByteBuffer in) {
    StateOutput.version(in, VERSION, "ewma");
    return DecayedMean.read(in);
  }

  @Override
  public double add(long eventTime, double value, long now) {
    decayed.add(eventTime, value, halfLifeSeconds);
    return decayed.value();
  }

  @Override
  public double unchanged(long now) {
    return decayed.value();
  }

  @Override
  public int heapBytes() {
    return 64;
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(VERSION);
    decayed.write(out);
  }
}
