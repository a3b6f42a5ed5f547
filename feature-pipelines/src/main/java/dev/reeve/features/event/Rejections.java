package dev.reeve.features.event;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.Refusals;

/**
 * Writes refusals as rejected records.
 *
 * @param region region of the job
 * @param stage where it refuses: validate or features
 */
public record Rejections(String region, String stage) {

  /**
   * The record of a refusal.
   *
   * @param event the decoded event, null when it could not be read
   * @param writerSchemaId registry id of the writer's schema, 0 when unknown
   */
  public RejectedRecord of(
      Rejection rejection, SourceRecord source, RegionEvent event, int writerSchemaId) {
    RejectedRecord.Builder record =
        new Refusals(region, stage)
            .of(source, rejection.reason().name(), rejection.detail())
            .setWriterSchemaId(writerSchemaId);
    if (event != null) {
      record
          .setEventId(event.getEventId())
          .setEntityType(event.getEntityType())
          .setEntity(event.getEntity())
          .setEventTime(event.getEventTime());
    }
    return record.build();
  }
}
