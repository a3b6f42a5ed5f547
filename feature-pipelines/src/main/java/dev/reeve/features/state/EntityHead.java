package dev.reeve.features.state;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small state of one entity that every event reads and writes: its time, when its ids and its
 * state are to be looked at again, and the head of each feature set.
 */
public final class EntityHead {

  /** No timer is set. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  private static final int VERSION = 1;

  private final Map<String, byte[]> featureSets = new TreeMap<>();
  private long highWaterMark;
  private long idsCheckedUpTo;
  private long timer = NO_TIMER;

  /**
   * A head before the entity's first event.
   *
   * @param firstEventTime event-time milliseconds of that event
   */
  public EntityHead(long firstEventTime) {
    this.highWaterMark = firstEventTime;
    this.idsCheckedUpTo = firstEventTime;
  }

  /** Greatest event time of the entity so far, in milliseconds. */
  public long highWaterMark() {
    return highWaterMark;
  }

  /** Moves the high-water mark on, never back. */
  public void advanceTo(long eventTime) {
    highWaterMark = Math.max(highWaterMark, eventTime);
  }

  /** High-water mark at which outdated event ids were last looked for. */
  public long idsCheckedUpTo() {
    return idsCheckedUpTo;
  }

  /** Remembers that outdated event ids were removed at this high-water mark. */
  public void idsCheckedUpTo(long mark) {
    idsCheckedUpTo = mark;
  }

  /** Event-time milliseconds of the clean-up timer that is set, or {@link #NO_TIMER}. */
  public long timer() {
    return timer;
  }

  public void timer(long eventTime) {
    timer = eventTime;
  }

  /**
   * The feature set, {@code name@version}, that an entry belongs to: what stands beside the head of
   * a set has a '!' and a word behind the set's id.
   */
  public static String setOf(String entry) {
    int mark = entry.indexOf('!');
    return mark < 0 ? entry : entry.substring(0, mark);
  }

  /**
   * Heads of the feature sets by {@code name@version}, and what else is kept for a set; may be
   * changed.
   */
  public Map<String, byte[]> featureSets() {
    return featureSets;
  }

  /** The head as bytes: version, times, then the feature sets in the order of their names. */
  public byte[] toBytes() {
    StateOutput out = new StateOutput(1_024);
    out.putByte(VERSION).putLong(highWaterMark).putLong(idsCheckedUpTo).putLong(timer);
    out.putInt(featureSets.size());
    featureSets.forEach((id, head) -> out.putText(id).putBytes(head));
    return out.toBytes();
  }

  /**
   * Reads a head.
   *
   * @throws IllegalStateException if a newer build wrote it
   */
  public static EntityHead of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StateOutput.version(in, VERSION, "entity");
    EntityHead head = new EntityHead(in.getLong());
    head.idsCheckedUpTo = in.getLong();
    head.timer = in.getLong();
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      head.featureSets.put(StateOutput.text(in), StateOutput.bytes(in));
    }
    return head;
  }
}
