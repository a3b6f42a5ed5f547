package dev.reeve.jobs.edges;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.WriterSchemas;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a region job reads and where it writes. Each stream is made once for a topology; the
 * topology names it.
 */
public interface RegionEdges {

  /**
   * Records of all source topics, those of one entity in the order of their partition, with
   * watermarks.
   */
  DataStream<SourceRecord> events(StreamExecutionEnvironment environment);

  /** Control records from the first one on; never holds back watermarks. */
  DataStream<SourceRecord> control(StreamExecutionEnvironment environment);

  /** Answers to questions; never holds back watermarks. */
  DataStream<SourceRecord> answers(StreamExecutionEnvironment environment);

  /** Takes all that leaves, in one transaction for each subtask and checkpoint. */
  DataStreamSink<Envelope> write(DataStream<Envelope> envelopes);

  /** Ids of the schemas that outputs are written with. */
  SchemaIds schemaIds();

  /** Where feature sets are published. */
  FeatureTopics featureTopics();

  /** Schemas that inputs were written with. */
  WriterSchemas writerSchemas();
}
