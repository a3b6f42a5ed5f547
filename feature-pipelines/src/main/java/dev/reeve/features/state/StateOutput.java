package dev.reeve.features.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes primitives into bytes that live in state, big endian and without padding; read them back
 * with {@link ByteBuffer} and {@link #text}. What is written starts with a version of its own.
 */
public final class StateOutput {

  private ByteBuffer buffer;

  /**
   * @param capacity expected bytes; grows beyond
   */
  public StateOutput(int capacity) {
    buffer = ByteBuffer.allocate(Math.max(16, capacity));
  }

  public StateOutput putByte(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  public StateOutput putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  public StateOutput putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Seven bits a byte, least first: 1 to 9 bytes for a number from 0, short where it is small. */
  public StateOutput putCount(long value) {
    long rest = value;
    while (rest >= 0x80) {
      putByte((int) (rest | 0x80));
      rest >>>= 7;
    }
    return putByte((int) rest);
  }

  public StateOutput putDouble(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  /** Length in four bytes, then the bytes. */
  public StateOutput putBytes(byte[] bytes) {
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  /** As {@link #putBytes}, in UTF-8. */
  public StateOutput putText(String text) {
    return putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What was written so far, in an array of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Reads what {@link #putBytes} wrote. */
  public static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  /** Reads what {@link #putText} wrote. */
  public static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  /** Reads what {@link #putCount} wrote. */
  public static long count(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /**
   * Reads a version byte.
   *
   * @throws IllegalStateException if it is not one of 1 to {@code newest}
   */
  public static int version(ByteBuffer in, int newest, String what) {
    int version = in.get();
    if (version < 1 || version > newest) {
      throw new IllegalStateException(
          what + " in state has version " + version + "; this build reads 1 to " + newest);
    }
    return version;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int needed = buffer.position() + bytes;
      buffer =
          ByteBuffer.allocate(Math.max(needed, 2 * buffer.capacity()))
              .put(buffer.array(), 0, buffer.position());
    }
    return buffer;
  }
}
