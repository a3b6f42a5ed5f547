package dev.reeve.jobs.edges;

import java.util.function.LongSupplier;

/**
 * Whether a subtask reads, or read last, what Kafka got long ago. Partitions are read in turns, and
 * in a catch-up the turn of one may take longer to come than an idle partition is waited for: what
 * it holds is unread, and it is not idle. A record that is fresh when it is read had no long queue
 * before it.
 */
final class Backlog {

  private final LongSupplier clock;
  private final long freshMillis;

  private long readAt;
  private long oldReadAt = Long.MIN_VALUE / 2;

  /**
   * @param clock wall clock, milliseconds since the epoch
   * @param freshMillis age up to which a record is fresh, and for which all have to be
   */
  Backlog(LongSupplier clock, long freshMillis) {
    this.clock = clock;
    this.freshMillis = freshMillis;
  }

  /** Takes note of a record that is read now; its Kafka timestamp is given. */
  void read(long timestamp) {
    readAt = clock.getAsLong();
    if (timestamp < readAt - freshMillis) {
      oldReadAt = readAt;
    }
  }

  /** Whether all records have been fresh for a while up to the last one. */
  boolean isWorkedOff() {
    return readAt - oldReadAt >= freshMillis;
  }
}
