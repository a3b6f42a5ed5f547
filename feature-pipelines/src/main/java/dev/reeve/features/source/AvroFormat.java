package dev.reeve.features.source;

import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.GenericWireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.nio.ByteBuffer;
import org.apache.avro.generic.IndexedRecord;

/** Avro in Confluent's wire format; a shape is a schema of the registry. */
final class AvroFormat implements RecordFormat {

  private final GenericWireDecoder decoder;

  AvroFormat(WriterSchemas writers) {
    decoder = new GenericWireDecoder(writers);
  }

  @Override
  public Decoded<?> decode(ByteBuffer value) {
    return decoder.decode(value);
  }

  @Override
  public RecordFields fields(Object record) {
    return new AvroFields(((IndexedRecord) record).getSchema());
  }

  @Override
  public int shape(Decoded<?> decoded) {
    return decoded.writerSchemaId();
  }
}
