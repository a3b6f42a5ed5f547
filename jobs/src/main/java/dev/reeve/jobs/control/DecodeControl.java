package dev.reeve.jobs.control;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads control records from the bytes of their topic. What is none leaves as a rejected record of
 * the region: a bad record must not stop the jobs of all regions.
 */
public final class DecodeControl extends ProcessFunction<SourceRecord, ControlRecord> {

  /** Rejected records. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("control-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;

  private final Outbox outbox;
  private final WriterSchemas writers;

  private transient WireDecoder<ControlRecord> decoder;

  /**
   * @param outbox makes envelopes
   * @param writers schemas of the control records' writers
   */
  public DecodeControl(Outbox outbox, WriterSchemas writers) {
    this.outbox = outbox;
    this.writers = writers;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new WireDecoder<>(ControlRecord.class, writers);
  }

  @Override
  public void processElement(SourceRecord source, Context context, Collector<ControlRecord> out) {
    if (source.getValue() == null) {
      // The tombstone of a compacted topic: what it removes stays in force until it is superseded.
      return;
    }
    Decoded<ControlRecord> decoded = decoder.decode(source.getValue());
    Optional<String> problem =
        decoded.isDecoded()
            ? ControlRule.violation(decoded.record())
            : Optional.of(decoded.problem());
    if (problem.isPresent()) {
      context.output(ENVELOPES, rejected(source, decoded.writerSchemaId(), problem.get()));
    } else {
      out.collect(decoded.record());
    }
  }

  private Envelope rejected(SourceRecord source, int writerSchemaId, String detail) {
    return outbox.of(
        RejectedRecord.newBuilder()
            .setRegion(outbox.topics().region())
            .setStage("read")
            .setReason("UNDECODABLE")
            .setDetail(detail)
            .setTopic(source.getTopic())
            .setPartition(source.getPartition())
            .setOffset(source.getOffset())
            .setTimestamp(source.getTimestamp())
            .setKey(source.getKey())
            .setValue(source.getValue())
            .setWriterSchemaId(writerSchemaId)
            .build());
  }
}
