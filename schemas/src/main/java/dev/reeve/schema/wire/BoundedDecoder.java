package dev.reeve.schema.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoding over bytes that anybody may have sent: no length that they state is
 * believed beyond the bytes that are there. Avro's own decoder allocates what a length says before
 * it reads, so that ten broken bytes could ask for 2 GiB and end the process.
 */
final class BoundedDecoder extends Decoder {

  private final ByteBuffer in;
  private long itemsLeft;

  /**
   * @param in the record from its first byte on; all items of all its blocks together are no more
   *     than its bytes
   */
  BoundedDecoder(ByteBuffer in) {
    this.in = in;
    this.itemsLeft = in.remaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return need(1).get() == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new AvroRuntimeException(value + " is no int");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = need(1).get();
      zigzag |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
    throw new AvroRuntimeException("a number has more than ten bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(Integer.reverseBytes(need(Float.BYTES).getInt()));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(need(Double.BYTES).getLong()));
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(take(length()));
  }

  @Override
  public String readString() throws IOException {
    return new String(take(length()), StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skip(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(take(length()));
  }

  @Override
  public void skipBytes() throws IOException {
    skip(length());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    need(length).get(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return items();
  }

  @Override
  public long arrayNext() throws IOException {
    return items();
  }

  @Override
  public long skipArray() throws IOException {
    return skipItems();
  }

  @Override
  public long readMapStart() throws IOException {
    return items();
  }

  @Override
  public long mapNext() throws IOException {
    return items();
  }

  @Override
  public long skipMap() throws IOException {
    return skipItems();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Items of the next block; a negative count is followed by the block's size in bytes. */
  private long items() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    return believed(count);
  }

  /** Skips the blocks that tell their size; returns the items of the first that does not. */
  private long skipItems() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(length());
      count = readLong();
    }
    return believed(count);
  }

  private long believed(long count) {
    if (count < 0 || count > in.remaining() || count > itemsLeft) {
      throw new AvroRuntimeException(
          "a block of " + count + " items, but only " + in.remaining() + " bytes are left");
    }
    itemsLeft -= count;
    return count;
  }

  private int length() throws IOException {
    long length = readLong();
    if (length < 0 || length > in.remaining()) {
      throw new EOFException(
          "a length of " + length + ", but only " + in.remaining() + " bytes are left");
    }
    return (int) length;
  }

  private byte[] take(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void skip(int length) throws IOException {
    need(length);
    in.position(in.position() + length);
  }

  private ByteBuffer need(int bytes) throws IOException {
    if (in.remaining() < bytes) {
      throw new EOFException(
          bytes + " bytes expected, but only " + in.remaining() + " bytes are left");
    }
    return in;
  }
}
