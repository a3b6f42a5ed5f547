package dev.reeve.jobs;

import dev.reeve.features.flink.MapRecords;
import dev.reeve.jobs.account.AccountedProcess;
import dev.reeve.jobs.edges.KafkaSourceEdges;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import dev.reeve.schema.wire.Outbox;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Wires a source mapping job: it reads records of other topics, maps them, and writes the events
 * keyed by entity, so that a topic records the order of each entity's events.
 *
 * <pre>
 * topics of others ──▶ map ──▶ topics of events, by kind of entity
 *                       └────▶ rejected records, accounts
 *
 * ──▶ same subtask: events of a partition are written in its order
 * </pre>
 */
final class SourceMappingTopology {

  private final List<SourceDefinition> sources;
  private final KafkaSourceEdges edges;
  private final Outbox outbox;

  /**
   * @param sources sound definitions
   */
  SourceMappingTopology(SourceMappingOptions options, List<SourceDefinition> sources) {
    Set<String> events =
        sources.stream()
            .flatMap(source -> source.entities().stream())
            .map(SourceEntity::topic)
            .map(options.topics()::mapped)
            .collect(Collectors.toCollection(TreeSet::new));
    this.sources = sources;
    this.edges =
        new KafkaSourceEdges(
            options, sources.stream().map(SourceDefinition::topic).toList(), events);
    this.outbox = new Outbox(options.topics(), edges.schemaIds());
  }

  void build(StreamExecutionEnvironment environment) {
    var records =
        SourceUid.RECORDS.on((SingleOutputStreamOperator<SourceRecord>) edges.records(environment));
    var events = map(records);
    SourceUid.OUTPUTS.on(edges.write(events.union(events.getSideOutput(MapRecords.ENVELOPES))));
  }

  private SingleOutputStreamOperator<Envelope> map(DataStream<SourceRecord> records) {
    MapRecords map = new MapRecords(sources, edges.writerSchemas(), outbox);
    return SourceUid.MAP.on(
        records.transform(
            "",
            new AvroTypeInfo<>(Envelope.class),
            AccountedProcess.of(map, MapRecords.ENVELOPES)));
  }
}
