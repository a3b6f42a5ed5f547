package dev.reeve.jobs.control;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Outbox;
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
 * Reads control records from the bytes of their topic. What is none leaves as a rejected record of
 * the region: a bad record must not stop the jobs of all regions.
 *
 * <p><b>Owned state</b>: none. <b>Accounts</b> as operator {@code control}: {@code read}, {@code
 * rejected.UNDECODABLE}.
 */
public final class DecodeControl extends ProcessFunction<SourceRecord, ControlRecord>
    implements Accountable {

  /** Rejected records and accounts, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("control-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;
  private static final String ACCOUNT = "control";
  private static final String REASON = "UNDECODABLE";

  private final Outbox outbox;
  private final WriterSchemas writers;

  private transient WireDecoder<ControlRecord> decoder;
  private transient Tally tally;
  private transient int readerSchemaId;

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
    tally = new Tally();
    readerSchemaId = outbox.schemaIds().idOf(ControlRecord.getClassSchema());
  }

  @Override
  public void processElement(SourceRecord source, Context context, Collector<ControlRecord> out) {
    tally.count("read");
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
      tally.count("rejected." + REASON);
      context.output(
          ENVELOPES,
          outbox.of(
              new Refusals(outbox.topics().region(), "read")
                  .of(source, REASON, problem.get(), decoded, readerSchemaId)
                  .build()));
    } else {
      out.collect(decoded.record());
    }
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(outbox.topics().region(), ACCOUNT, subtask).map(outbox::of).ifPresent(out);
  }
}
