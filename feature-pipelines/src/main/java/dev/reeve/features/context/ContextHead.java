package dev.reeve.features.context;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/**
 * What is kept of a context beside its groups.
 *
 * @param layout fingerprint of what its groups keep; groups of another layout are forgotten
 * @param version version of the context
 * @param retentionMillis event time for which a group is kept without an event
 * @param newest greatest event time of any group, milliseconds
 * @param groups number of groups
 * @param timer when it is to be looked for groups to forget, event-time milliseconds
 */
public record ContextHead(
    long layout, int version, long retentionMillis, long newest, int groups, long timer) {

  /** Most groups of one context; what a further one takes in is counted and not kept. */
  public static final int MOST_GROUPS = 1_000;

  private static final int VERSION = 1;

  /** The head of a context without groups. */
  public static ContextHead start(ContextPlan plan) {
    return new ContextHead(
        plan.layout(),
        plan.definition().version(),
        plan.retentionMillis(),
        Long.MIN_VALUE,
        0,
        Long.MIN_VALUE);
  }

  /** Whether a group may join. */
  public boolean hasRoom() {
    return groups < MOST_GROUPS;
  }

  /** Whether a group has been silent for so long that it is forgotten, by the given time. */
  public boolean outlived(long lastTime, long now) {
    return lastTime < now - retentionMillis;
  }

  /** The same with another number of groups. */
  public ContextHead withGroups(int number) {
    return new ContextHead(layout, version, retentionMillis, newest, number, timer);
  }

  /** The same after an event of the time. */
  public ContextHead seen(long time) {
    return new ContextHead(layout, version, retentionMillis, Math.max(newest, time), groups, timer);
  }

  /** The same with another timer. */
  public ContextHead withTimer(long time) {
    return new ContextHead(layout, version, retentionMillis, newest, groups, time);
  }

  /** When to look for groups to forget: none is outlived before. */
  public long due() {
    return newest + retentionMillis + 1;
  }

  /** The state in bytes. */
  public byte[] write() {
    return new StateOutput(48)
        .putByte(VERSION)
        .putLong(layout)
        .putInt(version)
        .putLong(retentionMillis)
        .putLong(newest)
        .putInt(groups)
        .putLong(timer)
        .toBytes();
  }

  /** Reads what was written. */
  public static ContextHead read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StateOutput.version(in, VERSION, "head of a context");
    return new ContextHead(
        in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getInt(), in.getLong());
  }
}
