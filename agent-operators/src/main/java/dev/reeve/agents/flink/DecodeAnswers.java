package dev.reeve.agents.flink;

import dev.reeve.schema.Answer;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads answers from the bytes of their topic. What is no answer of this region leaves as a
 * rejected record.
 */
public final class DecodeAnswers extends ProcessFunction<SourceRecord, DecisionInput> {

  /** Rejected records. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("answers-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;

  private final String region;
  private final Outbox outbox;
  private final WriterSchemas writers;

  private transient WireDecoder<Answer> decoder;

  /**
   * @param region region of the job
   * @param outbox makes envelopes
   * @param writers schemas of the answers' writers
   */
  public DecodeAnswers(String region, Outbox outbox, WriterSchemas writers) {
    this.region = region;
    this.outbox = outbox;
    this.writers = writers;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new WireDecoder<>(Answer.class, writers);
  }

  @Override
  public void processElement(SourceRecord source, Context context, Collector<DecisionInput> out) {
    Decoded<Answer> decoded = decoder.decode(source.getValue());
    if (!decoded.isDecoded()) {
      reject(source, decoded, "UNDECODABLE", decoded.problem(), context);
    } else if (!decoded.record().getRegion().equals(region)) {
      String detail = "region is '%s', allowed is '%s'";
      reject(
          source,
          decoded,
          "WRONG_REGION",
          detail.formatted(decoded.record().getRegion(), region),
          context);
    } else {
      out.collect(new DecisionInput(null, decoded.record(), source));
    }
  }

  private void reject(
      SourceRecord source, Decoded<Answer> decoded, String reason, String detail, Context context) {
    Answer answer = decoded.isDecoded() ? decoded.record() : new Answer();
    RejectedRecord rejected =
        RejectedRecord.newBuilder()
            .setRegion(region)
            .setStage("decide")
            .setReason(reason)
            .setDetail(detail)
            .setTopic(source.getTopic())
            .setPartition(source.getPartition())
            .setOffset(source.getOffset())
            .setTimestamp(source.getTimestamp())
            .setKey(source.getKey())
            .setValue(source.getValue())
            .setWriterSchemaId(decoded.writerSchemaId())
            .setEntityType(decoded.isDecoded() ? answer.getEntityType() : "")
            .setEntity(decoded.isDecoded() ? answer.getEntity() : "")
            .build();
    context.output(ENVELOPES, outbox.of(rejected));
  }
}
