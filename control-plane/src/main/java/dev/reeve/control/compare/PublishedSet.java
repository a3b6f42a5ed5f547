package dev.reeve.control.compare;

import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The last published vectors of each entity under one feature set version. When they become too
 * many for the heap, fewer are kept of each; the last one of each has to fit.
 */
final class PublishedSet {

  private static final int HEADER = 5;

  private final long mostValues;
  private final Map<String, Deque<PublishedVector>> byEntity = new TreeMap<>();
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new TreeMap<>();

  private int most;
  private long values;

  /**
   * @param most vectors to keep of an entity
   * @param mostValues values to keep in all; a vector has one for each feature
   */
  PublishedSet(int most, long mostValues) {
    this.most = most;
    this.mostValues = mostValues;
  }

  /**
   * Reads what is committed in a feature topic.
   *
   * @throws IllegalStateException if there is no such topic, a record is no vector, or the entities
   *     are too many
   */
  static PublishedSet read(
      String bootstrap, String topic, Contracts contracts, int most, long mostValues) {
    PublishedSet set = new PublishedSet(most, mostValues);
    TopicTail.drain(
        bootstrap,
        topic,
        message -> {
          if (message.value() != null) {
            set.add(PublishedVector.of(set.decode(message.value(), contracts, topic)));
          }
        });
    return set;
  }

  /**
   * Takes a vector; those of an entity in their order.
   *
   * @throws IllegalStateException if one vector of each entity is too much
   */
  void add(PublishedVector vector) {
    Deque<PublishedVector> vectors =
        byEntity.computeIfAbsent(vector.entity(), entity -> new ArrayDeque<>());
    vectors.addLast(vector);
    values += vector.features().size();
    trim(vectors);
    while (values > mostValues) {
      if (most == 1) {
        throw new IllegalStateException(
            "%,d entities have more than %,d values in their last vectors alone: too many to compare"
                .formatted(byEntity.size(), mostValues));
      }
      most = (most + 1) / 2;
      byEntity.values().forEach(this::trim);
    }
  }

  /** Most vectors of an entity that are kept. */
  int most() {
    return most;
  }

  private void trim(Deque<PublishedVector> vectors) {
    while (vectors.size() > most) {
      values -= vectors.removeFirst().features().size();
    }
  }

  /** Vectors by typed entity, the latest last. */
  Map<String, Deque<PublishedVector>> byEntity() {
    return byEntity;
  }

  private GenericRecord decode(byte[] value, Contracts contracts, String topic) {
    int id = ByteBuffer.wrap(value).getInt(1);
    try {
      return readers
          .computeIfAbsent(id, i -> new GenericDatumReader<>(schema(i, contracts, topic)))
          .read(
              null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    } catch (IOException e) {
      throw new UncheckedIOException("a record of " + topic + " is no vector", e);
    }
  }

  private static Schema schema(int id, Contracts contracts, String topic) {
    return contracts
        .writers()
        .byId(id)
        .orElseThrow(
            () -> new IllegalStateException("the registry has no schema " + id + " of " + topic));
  }
}
