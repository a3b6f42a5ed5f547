package dev.reeve.schema.wire;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How large records may be, in bytes. What a job reads is bounded so that what it writes about it,
 * which repeats most of it up to three times, can be written: a record that the broker refuses
 * would end the job again and again.
 */
public final class RecordSize {

  /** Key and value of an input: 900 KiB. */
  public static final int MOST_INPUT = 900 * 1024;

  /** Key and value of an output, and a producer's request: 4 MiB. */
  public static final int MOST_OUTPUT = 4 * 1024 * 1024;

  /** A topic's {@code max.message.bytes}: an output and what the broker's format puts around it. */
  public static final int MOST_BATCH = MOST_OUTPUT + 64 * 1024;

  private RecordSize() {}

  /** Key and value of a record. */
  public static int of(SourceRecord record) {
    return of(record.getKey(), record.getValue());
  }

  static int of(ByteBuffer key, ByteBuffer value) {
    return (key == null ? 0 : key.remaining()) + (value == null ? 0 : value.remaining());
  }

  /** Key and value of a record that is to be written. */
  public static int of(Envelope envelope) {
    return of(envelope.getKey(), envelope.getValue());
  }

  /** Why an input is too large, with what is allowed; empty when it is not. */
  public static Optional<String> problem(SourceRecord record) {
    int size = of(record);
    return size <= MOST_INPUT
        ? Optional.empty()
        : Optional.of(
            "key and value have %d bytes, allowed are up to %d".formatted(size, MOST_INPUT));
  }
}
