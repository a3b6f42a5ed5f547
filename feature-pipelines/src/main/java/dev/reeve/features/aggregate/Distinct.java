package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * What is kept of a group of values so that the distinct ones can be counted: a HyperLogLog sketch
 * with 2,048 registers, Flajolet et al., AofA 2007. Up to 192 distinct values it keeps hashes of 32
 * bits and counts nearly exactly; beyond, the standard error is 2.3 %.
 *
 * <p>The same values give the same count in any order of adding and merging: the estimate is the
 * composite one, a function of the registers, not the historic one, which depends on the order.
 */
public final class Distinct implements Partial {

  /** Numbers are the same if they are equal, 0 and −0 too; texts if they have the same bytes. */
  private static final byte TEXT = 1;

  private static final int LG_REGISTERS = 11;

  static final int LARGEST_BYTES = 1 + 8 + 9 + 4 + Union.getMaxSerializationBytes(LG_REGISTERS);

  private static final int VERSION = 1;

  private Union values = new Union(LG_REGISTERS);
  private long count;
  private long lastTime = Long.MIN_VALUE;

  @Override
  public void add(long time, double value) {
    values.update(value);
    counted(1, time);
  }

  @Override
  public void addText(long time, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // The sketch passes over arrays without bytes, and an empty text is a value as well.
    byte[] marked = Arrays.copyOf(bytes, bytes.length + 1);
    marked[bytes.length] = TEXT;
    values.update(marked);
    counted(1, time);
  }

  private void counted(long added, long time) {
    count += added;
    lastTime = Math.max(lastTime, time);
  }

  @Override
  public void merge(Partial group) {
    Distinct later = (Distinct) group;
    values.update(later.values.getResult(TgtHllType.HLL_8));
    counted(later.count, later.lastTime);
  }

  @Override
  public Distinct and(Partial later) {
    Distinct both = new Distinct();
    both.merge(this);
    both.merge(later);
    return both;
  }

  /** Number of distinct values, rounded. */
  public long distinct() {
    return Math.round(values.getCompositeEstimate());
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long lastTime() {
    return lastTime;
  }

  /** Always: there is no capacity beyond which more is lost than the standard error says. */
  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public int heapBytes() {
    return 256 + values.getUpdatableSerializationBytes();
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(VERSION).putLong(lastTime).putCount(count).putBytes(values.toCompactByteArray());
  }

  /** Reads what {@link #write} appended. */
  public static Distinct read(ByteBuffer in) {
    StateOutput.version(in, VERSION, "distinct");
    Distinct distinct = new Distinct();
    distinct.lastTime = in.getLong();
    distinct.count = StateOutput.count(in);
    distinct.values.update(HllSketch.heapify(StateOutput.bytes(in)));
    return distinct;
  }
}
