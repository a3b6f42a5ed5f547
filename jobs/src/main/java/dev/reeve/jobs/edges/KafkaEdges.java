package dev.reeve.jobs.edges;

import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The region's Kafka and its Schema Registry. */
public final class KafkaEdges implements RegionEdges {

  private final RegionOptions options;

  public KafkaEdges(RegionOptions options) {
    this.options = options;
  }

  @Override
  public DataStream<SourceRecord> events(StreamExecutionEnvironment environment) {
    EventTime time = new EventTime(writerSchemas(), options.watermarkBound(), options.idleness());
    return read(
        environment, "events", options.sources().keySet(), WatermarkStrategy.forGenerator(time));
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
    TransactionalSink sink =
        new TransactionalSink(
            options.bootstrap(),
            "reeve/" + options.prefix() + options.region() + "/",
            options.delivery(),
            options.transactionTimeout(),
            options.transactionNaming());
    return envelopes.sinkTo(sink.of(new EnvelopeRecords(options.topics())));
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

  private DataStream<SourceRecord> read(
      StreamExecutionEnvironment environment,
      String name,
      Collection<String> topics,
      WatermarkStrategy<SourceRecord> watermarks) {
    String group = "reeve." + options.prefix() + options.region();
    return environment.fromSource(
        new TopicSource(options.bootstrap(), group).of(name, topics), watermarks, name);
  }
}
