package dev.reeve.agents.flink;

import dev.reeve.schema.Answer;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.Refusals;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads answers from the bytes of their topic. What is no answer of this region leaves as a
 * rejected record.
 *
 * <p><b>Owned state</b>: none. <b>Accounts</b> as operator {@code answers}: {@code read}, {@code
 * rejected.<REASON>}.
 */
public final class DecodeAnswers extends ProcessFunction<SourceRecord, DecisionInput>
    implements Accountable {

  /** Rejected records and accounts, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("answers-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;
  private static final String ACCOUNT = "answers";

  private final String region;
  private final Outbox outbox;
  private final WriterSchemas writers;

  private transient WireDecoder<Answer> decoder;
  private transient Tally tally;
  private transient int readerSchemaId;

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
    tally = new Tally();
    readerSchemaId = outbox.schemaIds().idOf(Answer.getClassSchema());
  }

  @Override
  public void processElement(SourceRecord source, Context context, Collector<DecisionInput> out) {
    tally.count("read");
    Optional<String> tooLarge = RecordSize.problem(source);
    if (tooLarge.isPresent()) {
      reject(source, new Decoded<>(null, 0, false, ""), "TOO_LARGE", tooLarge.get(), context);
      return;
    }
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
    tally.count("rejected." + reason);
    Answer answer = decoded.isDecoded() ? decoded.record() : new Answer();
    RejectedRecord rejected =
        new Refusals(region, "decide")
            .of(source, reason, detail, decoded, readerSchemaId)
            .setEntityType(decoded.isDecoded() ? answer.getEntityType() : "")
            .setEntity(decoded.isDecoded() ? answer.getEntity() : "")
            .build();
    context.output(ENVELOPES, outbox.of(rejected));
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(region, ACCOUNT, subtask).map(outbox::of).ifPresent(out);
  }
}
