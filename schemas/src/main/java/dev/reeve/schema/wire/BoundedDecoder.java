package dev.reeve.schema.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro binary whose lengths are believed only as far as the record has bytes: a length of two
 * gigabytes in a record of ten bytes is an error, not an allocation.
 */
final class BoundedDecoder extends Decoder {

  private final BinaryDecoder in;
  private final int limit;

  /**
   * @param limit bytes of the whole record
   */
  BoundedDecoder(BinaryDecoder in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  private int bounded(long length) {
    if (length < 0 || length > limit) {
      throw new AvroRuntimeException("length " + length + " in a record of " + limit + " bytes");
    }
    return (int) length;
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = new byte[bounded(in.readLong())];
    in.readFixed(bytes);
    return bytes;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(bytes());
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(bytes());
  }

  @Override
  public void skipString() throws IOException {
    in.skipFixed(bounded(in.readLong()));
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipFixed(bounded(in.readLong()));
  }

  @Override
  public long readArrayStart() throws IOException {
    return bounded(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return bounded(in.arrayNext());
  }

  @Override
  public long skipArray() throws IOException {
    return bounded(in.skipArray());
  }

  @Override
  public long readMapStart() throws IOException {
    return bounded(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return bounded(in.mapNext());
  }

  @Override
  public long skipMap() throws IOException {
    return bounded(in.skipMap());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
