package dev.reeve.features.flink;

import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.event.Rejections;
import dev.reeve.features.source.MappedEvent;
import dev.reeve.features.source.MappedRecord;
import dev.reeve.features.source.SourceMapping;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Maps records of other topics into region events: an event for each entity that a record concerns,
 * ready to be written, or one rejected record with all that is wrong. While the schema registry is
 * away it waits, which holds the stream back.
 *
 * <p><b>Owned state</b>: none. <b>Accounts</b> as operator {@code map}: {@code read}, {@code
 * mapped} (records), {@code events}, {@code rejected.<REASON>}; read is mapped and rejected.
 */
public final class MapRecords extends ProcessFunction<SourceRecord, Envelope>
    implements Accountable {

  /** Rejected records and accounts, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("map-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;
  private static final String ACCOUNT = "map";

  private final List<SourceDefinition> sources;
  private final WriterSchemas schemas;
  private final Outbox outbox;

  private transient Map<String, SourceMapping> byTopic;
  private transient Rejections rejections;
  private transient Tally tally;

  /**
   * @param sources a sound mapping for each topic that is read
   * @param schemas the writers' schemas
   * @param outbox where events, rejected records and accounts go
   */
  public MapRecords(List<SourceDefinition> sources, WriterSchemas schemas, Outbox outbox) {
    this.sources = new ArrayList<>(sources);
    this.schemas = schemas;
    this.outbox = outbox;
  }

  @Override
  public void open(OpenContext context) {
    String region = outbox.topics().region();
    byTopic = new TreeMap<>();
    sources.forEach(s -> byTopic.put(s.topic(), new SourceMapping(s, region, schemas)));
    rejections = new Rejections(region, ACCOUNT);
    tally = new Tally();
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<Envelope> out) {
    tally.count("read");
    SourceMapping mapping = byTopic.get(record.getTopic());
    if (mapping == null) {
      // A topic that a former mapping read is still read after a restore from its savepoint.
      String detail =
          "topic " + record.getTopic() + " has no mapping; allowed: " + byTopic.keySet();
      reject(new Rejection(Reason.UNMAPPED, detail), record, 0, context);
      return;
    }
    MappedRecord mapped = mapping.map(record);
    if (!mapped.isMapped()) {
      reject(mapped.rejection(), record, mapped.writerSchemaId(), context);
      return;
    }
    List<Envelope> envelopes = envelopes(mapped);
    Optional<Rejection> tooLarge = tooLarge(envelopes);
    if (tooLarge.isPresent()) {
      reject(tooLarge.get(), record, mapped.writerSchemaId(), context);
      return;
    }
    tally.count("mapped");
    for (Envelope envelope : envelopes) {
      tally.count("events");
      out.collect(envelope);
    }
  }

  private List<Envelope> envelopes(MappedRecord mapped) {
    List<Envelope> envelopes = new ArrayList<>();
    for (MappedEvent event : mapped.events()) {
      envelopes.add(outbox.of(outbox.topics().mapped(event.topic()), event.event()));
    }
    return envelopes;
  }

  /** A mapping may take the same long text into many fields. */
  private static Optional<Rejection> tooLarge(List<Envelope> envelopes) {
    return envelopes.stream()
        .map(RecordSize::of)
        .filter(size -> size > RecordSize.MOST_INPUT)
        .findFirst()
        .map(
            size ->
                new Rejection(
                    Reason.TOO_LARGE,
                    "an event of it has %d bytes, allowed are up to %d"
                        .formatted(size, RecordSize.MOST_INPUT)));
  }

  private void reject(Rejection rejection, SourceRecord record, int schemaId, Context context) {
    tally.count("rejected." + rejection.reason());
    context.output(ENVELOPES, outbox.of(rejections.of(rejection, record, null, schemaId)));
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(outbox.topics().region(), ACCOUNT, subtask).map(outbox::of).ifPresent(out);
  }
}
