package dev.reeve.control.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.stream.Contracts;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.identity.TypedEntity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * A rejected input as it is put back: an event, or a record that {@link MappedRepair} made.
 *
 * @param partition partition of the source topic; null where another entity makes another partition
 * @param key key; null for none
 * @param value value; null for a tombstone
 */
record Repair(Integer partition, byte[] key, byte[] value) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTATION = "EXPECTATION";

  /**
   * The input as it is, to be tried again.
   *
   * @throws BadInputException if its bytes were not kept
   */
  static Repair asItIs(RejectedEntry entry) {
    throwUnlessReplayable(entry);
    RejectedRecord record = entry.record();
    if (record.getReason().equals(EXPECTATION)) {
      throw acceptedAlready(entry);
    }
    return new Repair(record.getPartition(), bytes(record.getKey()), bytes(record.getValue()));
  }

  /**
   * The input with fields of its writer's schema changed.
   *
   * @throws BadInputException with everything that is wrong
   */
  static Repair with(RejectedEntry entry, Map<String, String> sets, Contracts contracts) {
    throwUnlessReplayable(entry);
    return of(entry, changed(entry, sets, contracts));
  }

  /** The value with fields of its writer's schema changed. */
  static WrittenValue changed(RejectedEntry entry, Map<String, String> sets, Contracts contracts) {
    WrittenValue written =
        written(entry, contracts)
            .orElseThrow(
                () ->
                    new BadInputException(
                        entry.id()
                            + ": --set needs a value that can be read; this one cannot ("
                            + entry.record().getDetail()
                            + "): give a whole one with --value"));
    List<String> problems = new ArrayList<>();
    sets.forEach((path, text) -> new FieldText(problems).set(written.record(), path, text));
    BadInputException.throwIfAny(problems);
    return written;
  }

  /**
   * Another value for the input: JSON of an event, or of what the writer's schema describes.
   *
   * @throws BadInputException with everything that is wrong
   */
  static Repair with(RejectedEntry entry, byte[] json, Contracts contracts) {
    throwUnlessReplayable(entry);
    List<String> problems = new ArrayList<>();
    Optional<WrittenValue> written =
        entry.record().getReaderSchemaId() == 0 ? written(entry, contracts) : Optional.empty();
    WrittenValue value;
    try {
      int id =
          written
              .map(WrittenValue::schemaId)
              .orElseGet(() -> contracts.ids().idOf(RegionEvent.getClassSchema()));
      GenericRecord record =
          new FieldText(problems)
              .record(
                  written.map(w -> w.record().getSchema()).orElse(RegionEvent.getClassSchema()),
                  JSON.readTree(new String(json, StandardCharsets.UTF_8)),
                  "");
      value = new WrittenValue(id, record);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "--value: no JSON, line %d: %s"
              .formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    BadInputException.throwIfAny(problems.stream().map(p -> "--value: " + p).toList());
    return of(entry, value);
  }

  private static Repair of(RejectedEntry entry, WrittenValue repaired) {
    RejectedRecord before = entry.record();
    String id = text(repaired.record(), "event_id");
    if (before.getReason().equals(EXPECTATION) && before.getEventId().equals(id)) {
      throw acceptedAlready(entry);
    }
    String type = text(repaired.record(), "entity_type");
    String entity = text(repaired.record(), "entity");
    boolean moved =
        !before.getEntity().isEmpty()
            && !entity.isEmpty()
            && !(type.equals(before.getEntityType()) && entity.equals(before.getEntity()));
    return moved
        ? new Repair(
            null,
            TypedEntity.key(type, entity).getBytes(StandardCharsets.UTF_8),
            repaired.toBytes())
        : new Repair(before.getPartition(), bytes(before.getKey()), repaired.toBytes());
  }

  /**
   * Refuses what cannot be put back at all.
   *
   * @throws BadInputException if its bytes were not kept, or it is none of the inputs of a job
   */
  static void throwUnlessReplayable(RejectedEntry entry) {
    RejectedRecord record = entry.record();
    if (record.getReason().equals("TOO_LARGE")) {
      throw new BadInputException(
          entry.id()
              + ": its bytes were not kept, since they were too many ("
              + record.getDetail()
              + "); its producer has to send it anew");
    }
    if (record.getStage().equals("read")) {
      throw new BadInputException(
          entry.id() + " is a control record: `reeve publish` writes those");
    }
    if (record.getStage().equals("decide")) {
      throw new BadInputException(entry.id() + " is an answer: `reeve approvals` gives those");
    }
  }

  private static BadInputException acceptedAlready(RejectedEntry entry) {
    RejectedRecord record = entry.record();
    return new BadInputException(
        ("%s: the event '%s' was accepted, only %s did without it; with its id it would be a"
                + " duplicate. --set event_id=ANOTHER makes it an event of its own, which other"
                + " feature sets of %s count once more")
            .formatted(
                entry.id(), record.getEventId(), record.getFeatureSet(), record.getEntityType()));
  }

  private static Optional<WrittenValue> written(RejectedEntry entry, Contracts contracts) {
    return WrittenValue.of(entry.record().getValue(), contracts.writers());
  }

  private static String text(GenericRecord record, String field) {
    Object value = record.hasField(field) ? record.get(field) : null;
    return value == null ? "" : value.toString();
  }

  static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
