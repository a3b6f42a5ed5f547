package dev.reeve.control.backfill;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The vectors of a feature set by entity, in their order, each as the 32 bytes of its SHA-256: two
 * years of all zones fit into the heap of a test, and the first vector that differs is found.
 */
final class VectorDigests implements RowSource.Taker {

  private static final int BYTES = 32;

  private final MessageDigest sha256;
  private final Map<String, ByteArrayOutputStream> byEntity = new TreeMap<>();

  VectorDigests() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void take(String entity, List<String> row) {
    for (String cell : row) {
      byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
      sha256.update((byte) (bytes.length >> 8));
      sha256.update((byte) bytes.length);
      sha256.update(bytes);
    }
    byEntity.computeIfAbsent(entity, e -> new ByteArrayOutputStream()).writeBytes(sha256.digest());
  }

  /** Number of vectors. */
  long size() {
    return byEntity.values().stream().mapToLong(bytes -> bytes.size() / BYTES).sum();
  }

  /** Number of entities. */
  int entities() {
    return byEntity.size();
  }

  /** SHA-256 over all of them, entities in the order of their names. */
  String all() {
    byEntity.forEach(
        (entity, vectors) -> {
          sha256.update(entity.getBytes(StandardCharsets.UTF_8));
          sha256.update(vectors.toByteArray());
        });
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Where the two begin to differ: the first entity that does, and the number of its vector. */
  Optional<Place> firstDifference(VectorDigests other) {
    TreeSet<String> entities = new TreeSet<>(byEntity.keySet());
    entities.addAll(other.byEntity.keySet());
    for (String entity : entities) {
      int mismatch = Arrays.mismatch(bytes(entity), other.bytes(entity));
      if (mismatch >= 0) {
        return Optional.of(new Place(entity, mismatch / BYTES));
      }
    }
    return Optional.empty();
  }

  private byte[] bytes(String entity) {
    ByteArrayOutputStream vectors = byEntity.get(entity);
    return vectors == null ? new byte[0] : vectors.toByteArray();
  }

  /**
   * A vector's place.
   *
   * @param vector number among those of the entity, from 0
   */
  record Place(String entity, int vector) {}
}
