package dev.reeve.jobs.edges;

import dev.reeve.jobs.files.EventFiles;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.jobs.options.RangeStart;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** What a backfill reads, a range of topics or a folder of files, and the files that it writes. */
public final class BackfillEdges {

  private static final String EVENTS = "backfill events";

  private final BackfillOptions options;

  public BackfillEdges(BackfillOptions options) {
    this.options = options;
  }

  /** All events, those of one entity in the order of their partition or file; then it ends. */
  public SingleOutputStreamOperator<SourceRecord> events(StreamExecutionEnvironment environment) {
    if (options.readsFiles()) {
      // One reader: the order of the files is that of the events.
      return environment
          .fromSource(
              EventFiles.in(Path.of(options.files())),
              WatermarkStrategy.noWatermarks(),
              EVENTS,
              new AvroTypeInfo<>(SourceRecord.class))
          .setParallelism(1);
    }
    KafkaSource<SourceRecord> source =
        KafkaSource.<SourceRecord>builder()
            .setBootstrapServers(options.bootstrap())
            .setGroupId("reeve.backfill." + options.region())
            .setTopics(List.copyOf(options.topics().keySet()))
            .setStartingOffsets(start(options.from()))
            .setBounded(
                options.to().isPresent()
                    ? OffsetsInitializer.timestamp(options.to().getAsLong())
                    : OffsetsInitializer.latest())
            .setDeserializer(new RawRecords())
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            // It ends where it ends: nothing is committed for a later reader.
            .setProperty("commit.offsets.on.checkpoint", "false")
            .build();
    return environment.fromSource(source, WatermarkStrategy.noWatermarks(), EVENTS);
  }

  /** Takes lines; the topic of each names the folder of its file. */
  public DataStreamSink<Envelope> write(DataStream<Envelope> lines) {
    return lines.sinkTo(
        FileSink.<Envelope>forRowFormat(
                new org.apache.flink.core.fs.Path(Path.of(options.out()).toUri()),
                (line, out) -> {
                  ByteBuffer text = line.getValue().duplicate();
                  byte[] bytes = new byte[text.remaining()];
                  text.get(bytes);
                  out.write(bytes);
                  out.write('\n');
                })
            .withBucketAssigner(new ByKind())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build());
  }

  /** Schemas that events were written with. */
  public WriterSchemas writerSchemas() {
    return options.readsFiles()
        ? EventFiles.schemas()
        : new RegistryWriterSchemas(new Registry(options.registry()));
  }

  private static OffsetsInitializer start(RangeStart from) {
    if (from.timestamp().isPresent()) {
      return OffsetsInitializer.timestamp(from.timestamp().getAsLong());
    }
    if (from.offsets().isEmpty()) {
      return new FirstRecords();
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    from.offsets()
        .forEach(
            (position, offset) -> {
              int colon = position.lastIndexOf(':');
              int partition = Integer.parseInt(position.substring(colon + 1));
              offsets.put(new TopicPartition(position.substring(0, colon), partition), offset);
            });
    return OffsetsInitializer.offsets(offsets, OffsetResetStrategy.EARLIEST);
  }

  private static final class ByKind implements BucketAssigner<Envelope, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(Envelope line, Context context) {
      return line.getTopic();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
