package dev.reeve.features.event;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.wire.WireFormat;
import dev.reeve.schema.wire.WriterSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Decodes events in Confluent's wire format, written with any schema that Avro's rules of
 * resolution let ours read: older ones, newer ones, other producers' supersets. Not for use by
 * several threads.
 */
public final class EventDecoder {

  private static final int HEADER = 1 + Integer.BYTES;
  private static final int CACHED_SCHEMAS = 1_000;
  private static final Schema OURS = RegionEvent.getClassSchema();

  private final WriterSchemas schemas;
  private final Map<Integer, SpecificDatumReader<RegionEvent>> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Integer, SpecificDatumReader<RegionEvent>> eldest) {
          return size() > CACHED_SCHEMAS;
        }
      };

  public EventDecoder(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * What became of the bytes.
   *
   * @param event the event, null when refused
   * @param writerSchemaId registry id of the writer's schema, 0 when unknown
   * @param refusal why there is no event, null when there is one
   */
  public record Decoded(RegionEvent event, int writerSchemaId, Rejection refusal) {}

  /**
   * Decodes a record's value. Blocks while the registry is away.
   *
   * @param value bytes, null for a tombstone
   */
  public Decoded decode(ByteBuffer value) {
    if (value == null) {
      return undecodable(0, "the value is null; allowed are events");
    }
    ByteBuffer in = value.duplicate();
    if (in.remaining() < HEADER || in.get() != WireFormat.MAGIC) {
      return undecodable(
          0,
          "the value of "
              + value.remaining()
              + " bytes does not begin with 0 and a schema id of four bytes");
    }
    int id = in.getInt();
    SpecificDatumReader<RegionEvent> reader = readers.get(id);
    if (reader == null) {
      Optional<Schema> writer = schemas.byId(id);
      if (writer.isEmpty()) {
        return undecodable(0, "the registry does not know schema id " + id);
      }
      if (writer.get().getType() == Schema.Type.RECORD
          && writer.get().getField("event_time") == null) {
        return refused(id, Reason.MISSING_FIELD, "event_time is not in the schema of id " + id);
      }
      reader = new SpecificDatumReader<>(writer.get(), OURS, new SpecificData());
      readers.put(id, reader);
    }
    try {
      RegionEvent event = reader.read(null, new BoundedDecoder(in));
      return in.hasRemaining()
          ? undecodable(id, in.remaining() + " bytes are left over after the event")
          : new Decoded(event, id, null);
    } catch (IOException | AvroRuntimeException | StackOverflowError e) {
      return undecodable(id, "not readable as written with schema id " + id + ": " + e);
    } catch (IndexOutOfBoundsException | ClassCastException | NullPointerException e) {
      // What Avro's resolution throws for bytes that do not follow their schema.
      return undecodable(id, "not readable as written with schema id " + id + ": " + e);
    }
  }

  private static Decoded undecodable(int id, String detail) {
    return refused(id, Reason.UNDECODABLE, detail);
  }

  private static Decoded refused(int id, Reason reason, String detail) {
    return new Decoded(null, id, new Rejection(reason, detail));
  }
}
