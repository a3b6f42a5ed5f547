package dev.reeve.control.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.stream.Contracts;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.source.SourceMapping;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Repairs a record of another's topic that its source mapping refused. It goes back as the topic
 * has its records, JSON as text and Avro by a registered schema, under its key and in its
 * partition, and only if the mapping takes it.
 */
final class MappedRepair {

  /** Stage of the rejected records that a source mapping refused. */
  static final String STAGE = "map";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEADER = 1 + Integer.BYTES;

  private final RejectedEntry entry;
  private final SourceDefinition definition;
  private final Contracts contracts;

  /**
   * @param entry a rejected record of the stage {@link #STAGE}
   * @param definition how records of its topic become events
   */
  MappedRepair(RejectedEntry entry, SourceDefinition definition, Contracts contracts) {
    this.entry = entry;
    this.definition = definition;
    this.contracts = contracts;
  }

  /**
   * The record as it is: the mapping may take by now what it refused.
   *
   * @throws BadInputException if it does not
   */
  Repair asItIs() {
    return checked(Repair.bytes(entry.record().getValue()));
  }

  /**
   * The record with fields of its writer's schema changed.
   *
   * @throws BadInputException with everything that is wrong
   */
  Repair with(Map<String, String> sets) {
    if (isJson()) {
      throw new BadInputException(
          entry.id()
              + ": --set changes fields of Avro; "
              + definition.topic()
              + " has JSON: give a whole one with --value");
    }
    return checked(Repair.changed(entry, sets, contracts).toBytes());
  }

  /**
   * Another value: text of JSON as it is, or JSON of what the writer's schema describes, plain or
   * in Avro's own encoding. Where the writer's schema is not known, it is the latest of the
   * subject.
   *
   * @throws BadInputException with everything that is wrong
   */
  Repair with(byte[] json) {
    return checked(isJson() ? withHeader(json) : avro(json));
  }

  private boolean isJson() {
    return definition.format().equals("json");
  }

  /** A producer that puts a schema id ahead of its JSON has readers that expect one. */
  private byte[] withHeader(byte[] json) {
    byte[] before = Repair.bytes(entry.record().getValue());
    if (before == null || before.length < HEADER || before[0] != WireFormat.MAGIC) {
      return json;
    }
    byte[] value = Arrays.copyOf(before, HEADER + json.length);
    System.arraycopy(json, 0, value, HEADER, json.length);
    return value;
  }

  private byte[] avro(byte[] json) {
    int id = schemaId();
    Schema schema =
        contracts
            .writers()
            .byId(id)
            .filter(s -> s.getType() == Schema.Type.RECORD)
            .orElseThrow(() -> new BadInputException("schema " + id + " is no record of Avro"));
    String text = new String(json, StandardCharsets.UTF_8);
    List<String> problems = new ArrayList<>();
    GenericRecord record = new FieldText(problems).record(schema, tree(text), "");
    if (!problems.isEmpty()) {
      record =
          encoded(schema, text)
              .orElseThrow(
                  () ->
                      new BadInputException(
                          problems.stream().map(problem -> "--value: " + problem).toList()));
    }
    return new WrittenValue(id, record).toBytes();
  }

  private int schemaId() {
    Optional<WrittenValue> written =
        WrittenValue.of(entry.record().getValue(), contracts.writers());
    return written
        .map(WrittenValue::schemaId)
        .orElseGet(
            () ->
                contracts
                    .latestId(definition.subject())
                    .orElseThrow(
                        () ->
                            new BadInputException(
                                "the registry has no subject %s, whose schema a value of %s has"
                                    .formatted(definition.subject(), definition.topic()))));
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "--value: no JSON, line %d: %s"
              .formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  /** A record in Avro's own JSON encoding, which names the branches of unions. */
  private static Optional<GenericRecord> encoded(Schema schema, String text) {
    try {
      return Optional.of(
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().jsonDecoder(schema, text)));
    } catch (IOException | AvroRuntimeException e) {
      return Optional.empty();
    }
  }

  private Repair checked(byte[] value) {
    RejectedRecord before = entry.record();
    SourceRecord source =
        new SourceRecord(
            before.getTopic(),
            before.getPartition(),
            before.getOffset(),
            before.getTimestamp(),
            before.getKey(),
            value == null ? null : ByteBuffer.wrap(value));
    Rejection refusal =
        new SourceMapping(definition, before.getRegion(), contracts.writers())
            .map(source)
            .rejection();
    if (refusal != null) {
      throw new BadInputException(
          "%s: the mapping '%s' would refuse this value: %s, %s"
              .formatted(entry.id(), definition.name(), refusal.reason(), refusal.detail()));
    }
    return new Repair(before.getPartition(), Repair.bytes(before.getKey()), value);
  }
}
