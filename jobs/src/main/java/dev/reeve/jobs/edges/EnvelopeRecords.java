package dev.reeve.jobs.edges;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.wire.Topics;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each envelope to the topic that it names, partitioned by its key. */
final class EnvelopeRecords
    implements KafkaRecordSerializationSchema<Envelope>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1L;

  private final Topics topics;

  EnvelopeRecords(Topics topics) {
    this.topics = topics;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Envelope envelope, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        envelope.getTopic(), null, null, bytes(envelope.getKey()), bytes(envelope.getValue()));
  }

  /**
   * All topics that a region job writes to: where pooled transactions are looked for. A pattern,
   * since those of feature sets come with releases.
   */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    String fixed =
        Stream.of(
                topics.decisions(),
                topics.actions(),
                topics.questions(),
                topics.usage(),
                topics.rejected(),
                topics.accounts(),
                topics.controlStatus())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    Pattern all = Pattern.compile(fixed + "|" + Pattern.quote(topics.features()) + ".+");
    return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofPattern(all)));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
