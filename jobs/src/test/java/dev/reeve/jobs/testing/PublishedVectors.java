package dev.reeve.jobs.testing;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of a feature set version as anyone would: generic records, committed ones. */
public final class PublishedVectors {

  private static final int HEADER = 5;

  private PublishedVectors() {}

  /** All vectors that are committed now, those of one entity in order. */
  public static List<GenericRecord> read(
      TestingStack stack, TestingRegion region, FeatureSetDefinition set) {
    var reader =
        new GenericDatumReader<GenericRecord>(
            FeatureRecords.of(set, Aggregate::valueTypeOf).schema());
    List<GenericRecord> vectors = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      String topic = region.topics().features(set.name(), set.version());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> vectors.add(decode(reader, r)));
      }
    }
    return vectors;
  }

  private static GenericRecord decode(
      GenericDatumReader<GenericRecord> reader, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    try {
      GenericRecord vector =
          reader.read(
              null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (!key.equals(vector.get("entity_type") + "/" + vector.get("entity"))) {
        throw new AssertionError("the vector " + vector + " has the key " + key);
      }
      return vector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
