package dev.reeve.features.source;

import dev.reeve.features.event.Rejection;
import java.util.List;

/**
 * What became of a record: events, or a refusal.
 *
 * @param events an event for each entity that it concerns, at least one; none when it is refused
 * @param rejection why it gave no events, all problems in one; null when it did
 * @param writerSchemaId registry id of the schema that it was written with; 0 when there is none
 */
public record MappedRecord(List<MappedEvent> events, Rejection rejection, int writerSchemaId) {

  static MappedRecord mapped(List<MappedEvent> events) {
    return new MappedRecord(events, null, 0);
  }

  static MappedRecord rejected(Rejection rejection) {
    return new MappedRecord(List.of(), rejection, 0);
  }

  MappedRecord with(int schemaId) {
    return new MappedRecord(events, rejection, schemaId);
  }

  public boolean isMapped() {
    return rejection == null;
  }
}
