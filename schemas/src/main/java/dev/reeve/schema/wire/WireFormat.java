package dev.reeve.schema.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Confluent's wire format: a zero byte, the schema id in four bytes big endian, Avro binary. */
public final class WireFormat {

  /** First byte of every record. */
  public static final byte MAGIC = 0;

  private static final int HEADER = 1 + Integer.BYTES;

  private WireFormat() {}

  /**
   * Why a value cannot be in this format, whatever its schema; empty when it can. What can begins
   * with the magic byte and the id.
   */
  static String problem(ByteBuffer value) {
    if (value == null) {
      return "no value: a tombstone holds no record";
    }
    if (value.remaining() < HEADER) {
      return value.remaining() + " bytes: the header alone takes " + HEADER;
    }
    byte magic = value.get(value.position());
    return magic == MAGIC ? "" : "first byte is " + magic + ", allowed is " + MAGIC;
  }

  /** Encodes a record of a generated class whose schema was registered under the id. */
  public static byte[] encode(int schemaId, SpecificRecord record) {
    return encode(schemaId, record, new SpecificDatumWriter<>(record.getSchema()));
  }

  /** Encodes a record whose schema was registered under the id. */
  public static byte[] encode(int schemaId, GenericData.Record record) {
    return encode(schemaId, record, new GenericDatumWriter<>(record.getSchema()));
  }

  private static <T extends IndexedRecord> byte[] encode(
      int schemaId, T record, DatumWriter<T> writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + record.getSchema().getFullName(), e);
    }
    return out.toByteArray();
  }
}
