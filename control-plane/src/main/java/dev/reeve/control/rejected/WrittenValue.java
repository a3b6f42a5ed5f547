package dev.reeve.control.rejected;

import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.GenericWireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A value as its writer's schema has it.
 *
 * @param schemaId registry id of the writer's schema
 * @param record the record
 */
record WrittenValue(int schemaId, GenericRecord record) {

  /** Reads bytes in Confluent's wire format; empty where they are none, or of an unknown schema. */
  static Optional<WrittenValue> of(ByteBuffer value, WriterSchemas writers) {
    Decoded<IndexedRecord> decoded = new GenericWireDecoder(writers).decode(value);
    return decoded.isDecoded() && decoded.record() instanceof GenericRecord record
        ? Optional.of(new WrittenValue(decoded.writerSchemaId(), record))
        : Optional.empty();
  }

  /** The bytes, in Confluent's wire format. */
  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
