package dev.reeve.control.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed in some topics, from their beginning, each partition in its order. It
 * belongs to no consumer group and leaves no trace on the broker. Not thread-safe.
 */
public final class TopicTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /**
   * Opens the topics.
   *
   * @throws IllegalStateException if one does not exist
   */
  public TopicTail(String bootstrap, Collection<String> topics) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (String topic : topics) {
      var found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        consumer.close();
        throw new IllegalStateException(
            "there is no topic " + topic + " at " + bootstrap + "; `reeve topics` creates it");
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Hands on what has been committed since, waiting for some at most for the time given. */
  public int poll(Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    var records = consumer.poll(wait);
    records.forEach(to);
    return records.count();
  }

  /**
   * Hands on everything up to the end that is committed now.
   *
   * @throws IllegalStateException if the broker sends nothing for a minute
   */
  public long drain(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long read = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      int count = poll(POLL, to);
      read += count;
      if (count > 0) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "nothing came from " + partitions + " for " + PATIENCE.toSeconds() + " s");
      }
    }
    return read;
  }

  /** Goes on with the first records that have this timestamp, milliseconds, or a later one. */
  public void seekTo(long timestamp) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, timestamp)));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  /** The committed record at a position; empty when there is none, or none any more. */
  public static Optional<ConsumerRecord<byte[], byte[]>> at(
      String bootstrap, String topic, int partition, long offset) {
    TopicPartition place = new TopicPartition(topic, partition);
    try (TopicTail tail = new TopicTail(bootstrap, List.of(topic))) {
      if (!tail.partitions.contains(place)
          || offset < tail.consumer.beginningOffsets(List.of(place)).get(place)
          || offset >= tail.consumer.endOffsets(List.of(place)).get(place)) {
        return Optional.empty();
      }
      tail.partitions.retainAll(List.of(place));
      tail.consumer.assign(tail.partitions);
      tail.consumer.seek(place, offset);
      List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
      while (first.isEmpty()
          && tail.consumer.position(place) < tail.consumer.endOffsets(List.of(place)).get(place)) {
        tail.poll(POLL, first::add);
      }
      return first.stream().filter(record -> record.offset() == offset).findFirst();
    }
  }

  /** Reads one topic to its committed end. */
  public static long drain(
      String bootstrap, String topic, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    try (TopicTail tail = new TopicTail(bootstrap, List.of(topic))) {
      return tail.drain(to);
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}
