package dev.reeve.jobs.testing;

import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Follows a topic from its beginning with {@code read_committed}. */
public final class Tail<T extends SpecificRecord> implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WireDecoder<T> decoder;
  private final List<T> records = new ArrayList<>();

  Tail(String bootstrap, String topic, Class<T> type, WriterSchemas writers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    decoder = new WireDecoder<>(type, writers);
    // A broker tells of a topic a moment after it was created.
    List<TopicPartition> partitions =
        Awaitility.await("partitions of " + topic)
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList(),
                found -> !found.isEmpty());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All records so far, those of one partition in order; waits a moment for more. */
  public List<T> records() {
    var polled = consumer.poll(Duration.ofMillis(100));
    while (!polled.isEmpty()) {
      polled.forEach(this::add);
      polled = consumer.poll(Duration.ofMillis(50));
    }
    return records;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    Decoded<T> decoded = decoder.decode(ByteBuffer.wrap(record.value()));
    if (!decoded.isDecoded()) {
      throw new AssertionError(
          "%s-%d@%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), decoded.problem()));
    }
    records.add(decoded.record());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
