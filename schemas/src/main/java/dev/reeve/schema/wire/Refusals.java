package dev.reeve.schema.wire;

import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import java.io.Serializable;

/**
 * Makes the rejected records of one stage of a region's job: the refused record with its bytes and
 * its position, why it was refused, and the schemas that did not fit.
 *
 * @param region region of the job
 * @param stage where it refuses: read, validate, features, decide
 */
public record Refusals(String region, String stage) implements Serializable {

  /**
   * Begins the record of a refusal.
   *
   * @param reason code
   * @param detail field, value and what is allowed
   */
  public RejectedRecord.Builder of(SourceRecord source, String reason, String detail) {
    return RejectedRecord.newBuilder()
        .setRegion(region)
        .setStage(stage)
        .setReason(reason)
        .setDetail(detail)
        .setTopic(source.getTopic())
        .setPartition(source.getPartition())
        .setOffset(source.getOffset())
        .setTimestamp(source.getTimestamp())
        .setKey(source.getKey())
        .setValue(source.getValue());
  }

  /**
   * Begins the record of a refusal of what was, or could not be, decoded.
   *
   * @param readerSchemaId registry id of the schema that it was read for
   */
  public RejectedRecord.Builder of(
      SourceRecord source, String reason, String detail, Decoded<?> decoded, int readerSchemaId) {
    return of(source, reason, detail)
        .setWriterSchemaId(decoded.writerSchemaId())
        .setReaderSchemaId(decoded.unfit() ? readerSchemaId : 0);
  }
}
