package dev.reeve.jobs.edges;

import dev.reeve.jobs.options.Delivery;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The region's Kafka and its Schema Registry. */
public final class KafkaEdges implements RegionEdges {

  private static final String PARTITION_DISCOVERY_MS = "30000";

  private final RegionOptions options;

  public KafkaEdges(RegionOptions options) {
    this.options = options;
  }

  @Override
  public DataStream<SourceRecord> events(StreamExecutionEnvironment environment) {
    // Event time is in the bytes: timestamps and watermarks come after decoding.
    return read(
        environment, "events", options.sources().keySet(), WatermarkStrategy.noWatermarks());
  }

  @Override
  public DataStream<SourceRecord> control(StreamExecutionEnvironment environment) {
    return read(
        environment, "control", List.of(options.topics().control()), OutsideTime.watermarks());
  }

  @Override
  public DataStream<SourceRecord> answers(StreamExecutionEnvironment environment) {
    return read(
        environment, "answers", List.of(options.topics().answers()), OutsideTime.watermarks());
  }

  @Override
  public DataStreamSink<Envelope> write(DataStream<Envelope> envelopes) {
    return envelopes.sinkTo(
        KafkaSink.<Envelope>builder()
            .setBootstrapServers(options.bootstrap())
            .setRecordSerializer(new EnvelopeRecords(options.topics()))
            .setDeliveryGuarantee(
                options.delivery() == Delivery.EXACTLY_ONCE
                    ? DeliveryGuarantee.EXACTLY_ONCE
                    : DeliveryGuarantee.AT_LEAST_ONCE)
            .setTransactionalIdPrefix(transactionalIdPrefix())
            .setTransactionNamingStrategy(options.transactionNaming())
            .setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(options.transactionTimeout().toMillis()))
            .setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(RecordSize.MOST_OUTPUT))
            .build());
  }

  @Override
  public SchemaIds schemaIds() {
    return new RegistrySchemaIds(new Registry(options.registry()));
  }

  @Override
  public FeatureTopics featureTopics() {
    return new KafkaFeatureTopics(
        new Registry(options.registry()), options.bootstrap(), options.topics());
  }

  @Override
  public WriterSchemas writerSchemas() {
    return new RegistryWriterSchemas(new Registry(options.registry()));
  }

  /**
   * Ends with a character that neither regions nor prefixes of topics may contain: where the prefix
   * of one job began with that of another, one would abort the other's transactions.
   */
  private String transactionalIdPrefix() {
    return "reeve/" + options.prefix() + options.region() + "/";
  }

  private DataStream<SourceRecord> read(
      StreamExecutionEnvironment environment,
      String name,
      Collection<String> topics,
      WatermarkStrategy<SourceRecord> watermarks) {
    KafkaSource<SourceRecord> source =
        KafkaSource.<SourceRecord>builder()
            .setBootstrapServers(options.bootstrap())
            .setGroupId("reeve." + options.prefix() + options.region() + "." + name)
            .setTopics(List.copyOf(topics))
            .setStartingOffsets(new FirstRecords())
            .setDeserializer(new RawRecords())
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty("partition.discovery.interval.ms", PARTITION_DISCOVERY_MS)
            .build();
    return environment.fromSource(source, watermarks, name);
  }
}
