package dev.reeve.jobs.edges;

import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.EventTimeReader;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of one partition of events: the newest event time that was read from it, less a bound.
 * Flink joins those of all partitions by their least one, so a partition that is ahead in a
 * catch-up runs no clock but its own.
 *
 * <p>No event counts for later than Kafka got it: a producer whose clock is wrong moves the time of
 * others by no more than what has passed for all. A partition that nothing came from for a while is
 * idle and holds back nobody, unless that is for lack of its turn: see {@link Backlog}. When all
 * are idle, all has been read, and the newest of their times holds for all.
 */
final class PartitionTime implements WatermarkGenerator<SourceRecord> {

  /** Idlenesses after which a partition is idle though a backlog is read, or was read last. */
  static final int PATIENCE = 10;

  private final EventTimeReader times;
  private final Backlog backlog;
  private final RelativeClock activity;
  private final long boundMillis;
  private final long idleMillis;

  private long newest = Long.MIN_VALUE;
  private long readAt;

  /**
   * @param backlog of all partitions that the subtask reads
   * @param activity clock that stands while the subtask is held back from reading
   * @param bound how far the watermark stays behind the newest event
   * @param idleness processing time without events after which the partition is idle
   */
  PartitionTime(
      EventTimeReader times,
      Backlog backlog,
      RelativeClock activity,
      Duration bound,
      Duration idleness) {
    this.times = times;
    this.backlog = backlog;
    this.activity = activity;
    this.boundMillis = bound.toMillis();
    this.idleMillis = idleness.toMillis();
    this.readAt = activity.relativeTimeMillis();
  }

  @Override
  public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
    readAt = activity.relativeTimeMillis();
    backlog.read(record.getTimestamp());
    OptionalLong time = times.of(record.getValue());
    if (time.isPresent()) {
      newest = Math.max(newest, Math.min(time.getAsLong(), record.getTimestamp()));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long quiet = activity.relativeTimeMillis() - readAt;
    long enough = backlog.isWorkedOff() ? idleMillis : PATIENCE * idleMillis;
    if (quiet >= enough) {
      output.markIdle();
    } else {
      output.emitWatermark(new Watermark(watermark()));
    }
  }

  private long watermark() {
    return newest < Long.MIN_VALUE + boundMillis + 1 ? Long.MIN_VALUE : newest - boundMillis - 1;
  }
}
