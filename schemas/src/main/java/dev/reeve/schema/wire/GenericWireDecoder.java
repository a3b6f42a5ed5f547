package dev.reeve.schema.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;

/**
 * Reads records of any type in Confluent's wire format, each as its writer's schema has it: the
 * record's own schema is the writer's. Not thread-safe.
 */
public final class GenericWireDecoder {

  // No conversions of logical types: readers of fields see what was written.
  private static final GenericData DATA = new GenericData();

  private final WriterSchemas writers;
  private final SchemaCache<GenericDatumReader<IndexedRecord>> readers = new SchemaCache<>();

  /**
   * @param writers schemas that the records were written with
   */
  public GenericWireDecoder(WriterSchemas writers) {
    this.writers = writers;
  }

  /** Decodes the bytes; what cannot be decoded comes back with the reason. */
  public Decoded<IndexedRecord> decode(ByteBuffer value) {
    String problem = WireFormat.problem(value);
    if (!problem.isEmpty()) {
      return Decoded.undecodable(0, problem);
    }
    ByteBuffer bytes = value.duplicate();
    int id = bytes.position(bytes.position() + 1).getInt();
    GenericDatumReader<IndexedRecord> reader = readers.get(id);
    if (reader == null) {
      Optional<Schema> schema = writers.byId(id);
      if (schema.isEmpty()) {
        return Decoded.undecodable(0, "the registry knows no Avro schema " + id);
      }
      if (schema.get().getType() != Schema.Type.RECORD) {
        return Decoded.undecodable(
            id, "schema " + id + " is of type " + schema.get().getType() + ", allowed are records");
      }
      reader = new GenericDatumReader<>(schema.get(), schema.get(), DATA);
      readers.put(id, reader);
    }
    return read(reader, id, bytes);
  }

  private static Decoded<IndexedRecord> read(
      GenericDatumReader<IndexedRecord> reader, int id, ByteBuffer bytes) {
    try {
      IndexedRecord record = reader.read(null, new BoundedDecoder(bytes));
      return bytes.hasRemaining()
          ? Decoded.undecodable(id, bytes.remaining() + " bytes are left over behind the record")
          : new Decoded<>(record, id, false, "");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Whatever Avro throws for bytes that do not follow their schema: nothing else runs in there.
      return Decoded.undecodable(id, "not the bytes of schema " + id + ": " + e);
    }
  }
}
