package dev.reeve.features.expectation;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/** The value of a counter with the greatest event time so far. */
final class LastValue implements Memory {

  /** Bytes of state, at most. */
  static final int MOST_BYTES = 17;

  private boolean known;
  private long time;
  private double value;

  /**
   * Takes a value in, whatever becomes of its event: after a counter was reset one value is below
   * the one before, not all that follow. A value that arrives out of order is neither judged nor
   * remembered.
   *
   * @return the value before, if the new one is below it; NaN otherwise
   */
  double below(long eventTime, double next) {
    if (known && eventTime < time) {
      return Double.NaN;
    }
    double before = known && next < value ? value : Double.NaN;
    known = true;
    time = eventTime;
    value = next;
    return before;
  }

  @Override
  public void read(ByteBuffer in) {
    known = in.get() == 1;
    if (known) {
      time = in.getLong();
      value = in.getDouble();
    }
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(known ? 1 : 0);
    if (known) {
      out.putLong(time).putDouble(value);
    }
  }
}
