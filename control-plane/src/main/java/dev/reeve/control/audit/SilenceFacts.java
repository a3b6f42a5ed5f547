package dev.reeve.control.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The silences that a region's feature topics tell of. That an entity was silent follows from
 * watermarks, which do not repeat: so these are facts, and what is checked is that they agree with
 * the events: the entity had no later event by then, and the vector is the one that follows.
 */
public final class SilenceFacts {

  private static final int HEADER = 5;
  private static final String PROMISE = "P1";

  private final Map<String, byte[]> open = new TreeMap<>();
  private final Violations violations = new Violations();

  /**
   * Takes a vector of a silence.
   *
   * @param entity typed entity
   * @param causeId id of the silence
   * @param value the record's value in Confluent's wire format
   */
  public void add(String entity, String causeId, ByteBuffer value) {
    if (open.put(entity + " " + causeId, body(value)) != null) {
      violations.add(PROMISE, "a silence is told of twice", entity + " " + causeId);
    }
  }

  /** Whether a silence is told of that was not borne out yet. */
  boolean tells(String entity, String causeId) {
    return open.containsKey(entity + " " + causeId);
  }

  /**
   * Bears a silence out with the vector that follows from the entity's events.
   *
   * @return false where the vector is another one
   */
  boolean bearOut(String entity, String causeId, ByteBuffer value) {
    String key = entity + " " + causeId;
    if (!Arrays.equals(open.get(key), body(value))) {
      return false;
    }
    open.remove(key);
    return true;
  }

  /** Notes what is told of twice, and what no events bear out. */
  void settle(Violations into) {
    open.keySet()
        .forEach(
            key ->
                violations.add(
                    PROMISE, "a silence is told of that the entity's events do not bear out", key));
    into.addAll(violations);
  }

  private static byte[] body(ByteBuffer value) {
    ByteBuffer rest = value.duplicate();
    rest.position(rest.position() + HEADER);
    byte[] bytes = new byte[rest.remaining()];
    rest.get(bytes);
    return bytes;
  }
}
