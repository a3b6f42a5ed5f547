package dev.reeve.schema.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads of an event, in Confluent's wire format, its time alone: other fields are skipped, and no
 * text or map is made of them. Not thread-safe.
 */
public final class EventTimeReader {

  private static final String FIELD = "event_time";

  private final WriterSchemas writers;
  private final SchemaCache<Optional<GenericDatumReader<GenericRecord>>> known =
      new SchemaCache<>();

  /**
   * @param writers schemas that the events were written with
   */
  public EventTimeReader(WriterSchemas writers) {
    this.writers = writers;
  }

  /**
   * Event-time milliseconds; empty where the bytes have none that can be read. Blocks while the
   * registry is away.
   */
  public OptionalLong of(ByteBuffer value) {
    if (!WireFormat.problem(value).isEmpty()) {
      return OptionalLong.empty();
    }
    ByteBuffer bytes = value.duplicate();
    int id = bytes.position(bytes.position() + 1).getInt();
    Optional<GenericDatumReader<GenericRecord>> reader = known.get(id);
    if (reader == null) {
      Optional<Schema> written = writers.byId(id);
      if (written.isEmpty()) {
        // It may be registered later.
        return OptionalLong.empty();
      }
      reader = reader(written.get());
      known.put(id, reader);
    }
    return reader.isEmpty() ? OptionalLong.empty() : read(reader.get(), bytes);
  }

  private static Optional<GenericDatumReader<GenericRecord>> reader(Schema written) {
    if (written.getType() != Schema.Type.RECORD
        || written.getField(FIELD) == null
        || written.getField(FIELD).schema().getType() != Schema.Type.LONG) {
      return Optional.empty();
    }
    Schema alone =
        Schema.createRecord(
            written.getName(),
            null,
            written.getNamespace(),
            false,
            List.of(new Schema.Field(FIELD, Schema.create(Schema.Type.LONG))));
    return Optional.of(new GenericDatumReader<>(written, alone));
  }

  private static OptionalLong read(GenericDatumReader<GenericRecord> reader, ByteBuffer bytes) {
    try {
      GenericRecord event = reader.read(null, new BoundedDecoder(bytes));
      return OptionalLong.of((Long) event.get(0));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Whatever Avro throws for bytes that do not follow their schema. Validation tells of them.
      return OptionalLong.empty();
    }
  }
}
