package dev.reeve.jobs.edges;

import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.EventTimeReader;
import dev.reeve.schema.wire.WriterSchemas;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;

/** Makes the watermarks of each partition of events that a subtask reads. */
final class EventTime implements WatermarkGeneratorSupplier<SourceRecord> {

  private static final long serialVersionUID = 1L;

  private final WriterSchemas writers;
  private final Duration bound;
  private final Duration idleness;

  private transient EventTimeReader times;
  private transient Backlog backlog;

  /**
   * @param writers schemas that events were written with
   * @param bound how far watermarks stay behind the newest event of each partition
   * @param idleness processing time after which a partition without events is waited for no more
   */
  EventTime(WriterSchemas writers, Duration bound, Duration idleness) {
    this.writers = writers;
    this.bound = bound;
    this.idleness = idleness;
  }

  @Override
  public WatermarkGenerator<SourceRecord> createWatermarkGenerator(Context context) {
    if (times == null) {
      // Each subtask has a copy of this: what its partitions share is its own.
      times = new EventTimeReader(writers);
      backlog = new Backlog(System::currentTimeMillis, idleness.toMillis());
    }
    return new PartitionTime(times, backlog, context.getInputActivityClock(), bound, idleness);
  }
}
