package dev.reeve.features.aggregate;

import dev.reeve.features.anomaly.HabituatingSurprise;
import dev.reeve.features.state.StateOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A {@link HabituatingSurprise} as the state of a feature: the score of the event's own value. */
record Surprise(HabituatingSurprise detector) implements RunningState {

  static Surprise read(ByteBuffer in) {
    byte[] bytes = StateOutput.bytes(in);
    try {
      return new Surprise(
          HabituatingSurprise.read(new DataInputStream(new ByteArrayInputStream(bytes))));
    } catch (IOException e) {
      throw new UncheckedIOException("state holds no habituating_surprise", e);
    }
  }

  @Override
  public double add(long eventTime, double value, long now) {
    return detector.score(eventTime, value);
  }

  /** Without a value there is nothing to score. */
  @Override
  public double unchanged(long now) {
    return Double.NaN;
  }

  @Override
  public int heapBytes() {
    return 2 * HabituatingSurprise.LARGEST_STATE_BYTES;
  }

  @Override
  public void write(StateOutput out) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(HabituatingSurprise.LARGEST_STATE_BYTES);
    try {
      detector.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot be written", e);
    }
    out.putBytes(bytes.toByteArray());
  }
}
