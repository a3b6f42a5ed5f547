package dev.reeve.control.rejected;

import dev.reeve.schema.RejectedRecord;

/**
 * A rejected record and where it stands.
 *
 * @param id its id
 * @param writtenAt Kafka's timestamp of the rejected record, milliseconds since the epoch
 * @param record the record
 */
public record RejectedEntry(RejectedId id, long writtenAt, RejectedRecord record) {

  /** Where the input stood: {@code topic-partition-offset}. */
  public String source() {
    return record.getTopic() + "-" + record.getPartition() + "-" + record.getOffset();
  }

  /** {@code type/id} of the entity; empty where it could not be read. */
  public String entity() {
    return record.getEntity().isEmpty() ? "" : record.getEntityType() + "/" + record.getEntity();
  }
}
