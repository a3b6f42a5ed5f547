package dev.reeve.jobs.edges;

import dev.reeve.schema.Envelope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes each envelope to the topic that it names, partitioned by its key. An event keeps the Kafka
 * timestamp of the record that it was mapped from: it is the recorded fact that its event time is
 * held against.
 */
final class MappedRecords
    implements KafkaRecordSerializationSchema<Envelope>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1L;

  private final TreeSet<String> events;
  private final ArrayList<String> others;

  /**
   * @param events topics of events
   * @param others what else is written, with the time of writing
   */
  MappedRecords(Collection<String> events, Collection<String> others) {
    this.events = new TreeSet<>(events);
    this.others = new ArrayList<>(others);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Envelope envelope, KafkaSinkContext context, Long timestamp) {
    // Records of brokers before 0.10 have none, which Kafka tells as -1.
    boolean keeps = events.contains(envelope.getTopic()) && timestamp != null && timestamp >= 0;
    return new ProducerRecord<>(
        envelope.getTopic(),
        null,
        keeps ? timestamp : null,
        bytes(envelope.getKey()),
        bytes(envelope.getValue()));
  }

  /** All topics that the job writes to: where pooled transactions are looked for. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    Set<String> topics = new TreeSet<>(events);
    topics.addAll(others);
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.copyOf(topics))));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
