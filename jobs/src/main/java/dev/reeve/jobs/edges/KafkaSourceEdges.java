package dev.reeve.jobs.edges;

import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topics of others that a source mapping job reads, and those of the region that it writes. */
public final class KafkaSourceEdges {

  private final SourceMappingOptions options;
  private final Collection<String> sources;
  private final Collection<String> events;

  /**
   * @param sources topics to read
   * @param events topics of events to write
   */
  public KafkaSourceEdges(
      SourceMappingOptions options, Collection<String> sources, Collection<String> events) {
    this.options = options;
    this.sources = sources;
    this.events = events;
  }

  /** Records of all sources, those of one partition in its order, with their Kafka timestamps. */
  public DataStream<SourceRecord> records(StreamExecutionEnvironment environment) {
    String group = "reeve." + options.prefix() + options.region();
    return environment.fromSource(
        new TopicSource(options.bootstrap(), group).of("sources", sources),
        WatermarkStrategy.noWatermarks(),
        "records");
  }

  /** Takes all that leaves, in one transaction for each subtask and checkpoint. */
  public DataStreamSink<Envelope> write(DataStream<Envelope> envelopes) {
    List<String> others = List.of(options.topics().rejected(), options.topics().accounts());
    TransactionalSink sink =
        new TransactionalSink(
            options.bootstrap(),
            "reeve-sources/" + options.prefix() + options.region() + "/",
            options.delivery(),
            options.transactionTimeout(),
            options.transactionNaming());
    return envelopes.sinkTo(sink.of(new MappedRecords(events, others)));
  }

  /** Ids of the schemas that outputs are written with. */
  public SchemaIds schemaIds() {
    return new RegistrySchemaIds(new Registry(options.registry()));
  }

  /** Schemas that inputs were written with. */
  public WriterSchemas writerSchemas() {
    return new RegistryWriterSchemas(new Registry(options.registry()));
  }
}
