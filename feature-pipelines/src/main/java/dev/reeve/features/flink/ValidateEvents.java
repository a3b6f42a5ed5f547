package dev.reeve.features.flink;

import dev.reeve.features.event.EventCheck;
import dev.reeve.features.event.EventDecoder;
import dev.reeve.features.event.EventDecoder.Decoded;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.event.Rejections;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes and validates raw records: events go on, everything else leaves as a rejected record,
 * nothing is lost. While the schema registry is away it waits, which holds the stream back.
 *
 * <p><b>Owned state</b>: none. <b>Accounts</b> as operator {@code read}: {@code read}, {@code
 * validated}, {@code rejected.<REASON>}.
 */
public final class ValidateEvents extends ProcessFunction<SourceRecord, SourcedEvent>
    implements Accountable {

  /** Rejected records, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("validate-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;
  private static final String ACCOUNT = "read";

  private final EventRules rules;
  private final WriterSchemas schemas;
  private final Outbox outbox;

  private transient EventDecoder decoder;
  private transient EventCheck check;
  private transient Rejections rejections;
  private transient Tally tally;
  private transient int readerSchemaId;

  /**
   * @param rules what events must satisfy
   * @param schemas the writers' schemas
   * @param outbox where rejected records and accounts go
   */
  public ValidateEvents(EventRules rules, WriterSchemas schemas, Outbox outbox) {
    this.rules = rules;
    this.schemas = schemas;
    this.outbox = outbox;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new EventDecoder(schemas);
    check = new EventCheck(rules);
    rejections = new Rejections(rules.region(), "validate");
    tally = new Tally();
    // Here and not with the first record that needs it: no record may bring a job down.
    readerSchemaId = outbox.schemaIds().idOf(RegionEvent.getClassSchema());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SourcedEvent> out) {
    Decoded decoded = decoder.decode(record);
    tally.count("read");
    Optional<Rejection> refusal =
        decoded.event() == null
            ? Optional.of(decoded.refusal())
            : check.refuse(decoded.event(), record);
    if (refusal.isEmpty()) {
      tally.count("validated");
      out.collect(new SourcedEvent(decoded.event(), record, decoded.writerSchemaId()));
      return;
    }
    tally.count("rejected." + refusal.get().reason());
    RejectedRecord rejected =
        rejections.of(refusal.get(), record, decoded.event(), decoded.writerSchemaId());
    rejected.setReaderSchemaId(decoded.unfit() ? readerSchemaId : 0);
    context.output(ENVELOPES, outbox.of(rejected));
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(rules.region(), ACCOUNT, subtask).map(outbox::of).ifPresent(out);
  }
}
