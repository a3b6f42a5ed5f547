package dev.reeve.schema.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of one type in Confluent's wire format, written by older and newer schemas than
 * ours. Not thread-safe.
 */
public final class WireDecoder<T extends SpecificRecord> {

  private static final int HEADER = 1 + Integer.BYTES;

  private final Class<T> type;
  private final Schema reader;
  private final WriterSchemas writers;
  private final Map<Integer, Writer<T>> known = new HashMap<>();
  private BinaryDecoder reused;

  public WireDecoder(Class<T> type, WriterSchemas writers) {
    this.type = type;
    this.reader = SpecificData.get().getSchema(type);
    this.writers = writers;
  }

  /** Decodes the bytes; what cannot be decoded comes back with the reason. */
  public Decoded<T> decode(ByteBuffer value) {
    if (value == null) {
      return Decoded.undecodable(0, "no value: a tombstone holds no " + reader.getName());
    }
    ByteBuffer bytes = value.duplicate();
    if (bytes.remaining() < HEADER) {
      return Decoded.undecodable(0, bytes.remaining() + " bytes: the header alone takes " + HEADER);
    }
    byte magic = bytes.get();
    if (magic != WireFormat.MAGIC) {
      return Decoded.undecodable(0, "first byte is " + magic + ", allowed is " + WireFormat.MAGIC);
    }
    int id = bytes.getInt();
    Writer<T> writer = known.get(id);
    if (writer == null) {
      writer = lookUp(id);
      if (writer.isSettled()) {
        known.put(id, writer);
      }
    }
    return writer.problem().isEmpty()
        ? read(writer, id, bytes)
        : Decoded.undecodable(id, writer.problem());
  }

  private Writer<T> lookUp(int id) {
    Optional<Schema> schema = writers.byId(id);
    if (schema.isEmpty()) {
      return new Writer<>(null, false, "the registry knows no schema " + id);
    }
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, schema.get());
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      return new Writer<>(
          null,
          true,
          "schema %d, %s, cannot be read as %s: %s"
              .formatted(
                  id,
                  schema.get().getFullName(),
                  reader.getFullName(),
                  compatibility.getResult().getIncompatibilities().get(0)));
    }
    return new Writer<>(
        new SpecificDatumReader<>(schema.get(), reader, SpecificData.getForClass(type)), true, "");
  }

  private Decoded<T> read(Writer<T> writer, int id, ByteBuffer bytes) {
    byte[] body = new byte[bytes.remaining()];
    bytes.get(body);
    try {
      reused = DecoderFactory.get().binaryDecoder(body, reused);
      T record = type.cast(writer.reader().read(null, new BoundedDecoder(reused, body.length)));
      return reused.isEnd()
          ? new Decoded<>(record, id, "")
          : Decoded.undecodable(id, "bytes are left over behind the record");
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | StackOverflowError e) {
      return Decoded.undecodable(id, "not the bytes of schema " + id + ": " + e.getMessage());
    }
  }

  /** A writer as far as its schema is settled: an unknown id may be registered later. */
  private record Writer<T>(SpecificDatumReader<T> reader, boolean isSettled, String problem) {}
}
