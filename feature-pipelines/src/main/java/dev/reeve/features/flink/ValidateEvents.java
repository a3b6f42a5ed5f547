package dev.reeve.features.flink;

import dev.reeve.features.event.EventRules;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.function.Consumer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes and validates raw records: events go on, everything else leaves as rejected record. */
public final class ValidateEvents extends ProcessFunction<SourceRecord, SourcedEvent>
    implements Accountable {

  /** Rejected records, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("validate-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;

  private final EventRules rules;
  private final WriterSchemas schemas;
  private final Outbox outbox;

  private transient Tally tally;

  public ValidateEvents(EventRules rules, WriterSchemas schemas, Outbox outbox) {
    this.rules = rules;
    this.schemas = schemas;
    this.outbox = outbox;
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SourcedEvent> out)
      throws Exception {}

  @Override
  public void account(Consumer<Envelope> out) {}
}
