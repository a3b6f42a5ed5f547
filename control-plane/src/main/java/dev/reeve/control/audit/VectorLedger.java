package dev.reeve.control.audit;

import dev.reeve.schema.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The published vectors of a region, expected and found: each is known by 64 bits of FNV-1a over
 * its topic, its key and its bytes without the schema's id. Vectors whose values differ are one
 * that is missing and one that nothing calls for.
 */
public final class VectorLedger {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int HEADER = 5;
  private static final String PROMISE = "P1";

  private final Map<Long, Vector> vectors = new HashMap<>();
  private long found;

  private static final class Vector {
    private int expected;
    private int found;
    private String where = "";
  }

  /** Expects a vector, as its record would be written under any schema id. */
  public void expect(Envelope envelope) {
    vector(envelope.getTopic(), envelope.getKey(), envelope.getValue()).expected++;
  }

  /**
   * Takes a vector that was read.
   *
   * @param where its position, for messages
   */
  public void found(String topic, ByteBuffer key, ByteBuffer value, String where) {
    found++;
    Vector vector = vector(topic, key, value);
    vector.found++;
    vector.where = where;
  }

  /** Number of vectors that were read. */
  long count() {
    return found;
  }

  /** Notes what is missing, there twice, or called for by nothing. */
  void settle(Violations violations) {
    for (Vector vector : vectors.values()) {
      if (vector.found < vector.expected) {
        violations.add(PROMISE, "a recomputed vector is missing on its feature topic", "one");
      } else if (vector.expected == 0) {
        violations.add(PROMISE, "a vector is not among the recomputed ones", vector.where);
      } else if (vector.found > vector.expected) {
        violations.add(PROMISE, "a vector is on its feature topic twice", vector.where);
      }
    }
  }

  private Vector vector(String topic, ByteBuffer key, ByteBuffer value) {
    long hash = hash(FNV_OFFSET, ByteBuffer.wrap(topic.getBytes(StandardCharsets.UTF_8)));
    hash = hash(hash, key.duplicate());
    ByteBuffer body = value.duplicate();
    body.position(body.position() + HEADER);
    return vectors.computeIfAbsent(hash(hash, body), h -> new Vector());
  }

  private static long hash(long start, ByteBuffer bytes) {
    long hash = (start ^ bytes.remaining()) * FNV_PRIME;
    while (bytes.hasRemaining()) {
      hash = (hash ^ (bytes.get() & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
