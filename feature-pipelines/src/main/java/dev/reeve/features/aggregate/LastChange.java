package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * When a value last became another one. Values older than the newest are passed over: where they
 * belong, the value may have changed there and back. Until a change was seen, the first value
 * counts as one, so that the time since is a lower bound: then it is not complete.
 *
 * <p>Of a text it keeps a hash of 128 bits; 0 and −0 are the same number.
 */
final class LastChange implements RunningState {

  static final int LARGEST_BYTES = 2 + 4 * Long.BYTES;

  private static final int VERSION = 1;
  private static final long SEED = 9_001;
  private static final byte NOTHING = 0;
  private static final byte FIRST = 1;
  private static final byte CHANGED = 2;

  private byte seen = NOTHING;
  private long value;
  private long rest;
  private long lastTime;
  private long changeTime;

  @Override
  public double add(long eventTime, double number, long now) {
    return add(eventTime, Double.doubleToLongBits(number == 0 ? 0 : number), 0, now);
  }

  @Override
  public double addText(long eventTime, String text, long now) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long[] hash = bytes.length == 0 ? new long[2] : MurmurHash3.hash(bytes, SEED);
    return add(eventTime, hash[0], hash[1], now);
  }

  private double add(long eventTime, long added, long addedRest, long now) {
    if (seen == NOTHING || eventTime >= lastTime) {
      if (seen == NOTHING || added != value || addedRest != rest) {
        seen = seen == NOTHING ? FIRST : CHANGED;
        changeTime = eventTime;
      }
      value = added;
      rest = addedRest;
      lastTime = eventTime;
    }
    return unchanged(now);
  }

  @Override
  public double unchanged(long now) {
    return seen == NOTHING ? Double.NaN : ((double) now - changeTime) / 1_000;
  }

  @Override
  public boolean isComplete() {
    return seen == CHANGED;
  }

  @Override
  public int heapBytes() {
    return 56;
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(VERSION).putByte(seen);
    out.putLong(value).putLong(rest).putLong(lastTime).putLong(changeTime);
  }

  static LastChange read(ByteBuffer in) {
    StateOutput.version(in, VERSION, "seconds_since_change");
    LastChange change = new LastChange();
    change.seen = in.get();
    change.value = in.getLong();
    change.rest = in.getLong();
    change.lastTime = in.getLong();
    change.changeTime = in.getLong();
    return change;
  }
}
