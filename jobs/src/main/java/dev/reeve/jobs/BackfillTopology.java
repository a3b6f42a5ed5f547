package dev.reeve.jobs;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.flink.ComputeFeatures;
import dev.reeve.features.flink.ValidateEvents;
import dev.reeve.jobs.account.AccountedKeyedBroadcastProcess;
import dev.reeve.jobs.account.AccountedProcess;
import dev.reeve.jobs.backfill.BackfillRelease;
import dev.reeve.jobs.backfill.BackfillRows;
import dev.reeve.jobs.backfill.WriteLines;
import dev.reeve.jobs.edges.BackfillEdges;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.Topics;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Wires a backfill: the operators of the region job up to the features, on a bounded stream and
 * under a release that is in force from before the first event, and files in place of topics.
 *
 * <pre>
 * events ──▶ validate ══▶ compute features ══▶ rows ──▶ files
 *                │               │                        ▲
 *                └───────────────┴── rejected, accounts ──┘
 *
 * ──▶ same subtask   ══▶ keyed by entity
 * </pre>
 */
public final class BackfillTopology {

  private static final TypeInformation<SourcedEvent> EVENT = new AvroTypeInfo<>(SourcedEvent.class);
  private static final TypeInformation<FeatureBundle> BUNDLE =
      new AvroTypeInfo<>(FeatureBundle.class);
  private static final TypeInformation<Envelope> ENVELOPE = new AvroTypeInfo<>(Envelope.class);

  private final BackfillOptions options;
  private final BackfillEdges edges;
  private final List<ControlRecord> law;
  private final BackfillRows rows;
  private final Topics topics;
  private final Outbox outbox;

  /**
   * @param release feature sets to compute
   * @param edges what is read and where it is written
   */
  public BackfillTopology(BackfillOptions options, BackfillRelease release, BackfillEdges edges) {
    this.options = options;
    this.edges = edges;
    this.law = release.inForce(options.region());
    this.rows = new BackfillRows(options, release);
    this.topics = new Topics("", options.region());
    this.outbox = new Outbox(topics, WriteLines.IDS);
  }

  /** Adds the job to the environment. */
  public void build(StreamExecutionEnvironment environment) {
    var events = validate(BackfillUid.EVENTS.on(edges.events(environment)));
    var features = computeFeatures(events, giveRelease(environment));
    var written = BackfillUid.ROWS.on(rows.of(features.keyBy(BackfillTopology::entityOf)));
    var lines =
        events
            .getSideOutput(ValidateEvents.ENVELOPES)
            .union(features.getSideOutput(ComputeFeatures.ENVELOPES))
            .process(new WriteLines(topics, options.readsFiles()), ENVELOPE);
    BackfillUid.OUTPUTS.on(edges.write(written.union(BackfillUid.LINES.on(lines))));
  }

  private SingleOutputStreamOperator<SourcedEvent> validate(DataStream<SourceRecord> records) {
    EventRules rules =
        new EventRules(options.region(), options.topics(), options.maxAhead().toMillis());
    ValidateEvents validate = new ValidateEvents(rules, edges.writerSchemas(), outbox);
    // As many subtasks as read: others would take records in turn and lose the order of an entity.
    return BackfillUid.VALIDATE
        .on(records.transform("", EVENT, AccountedProcess.of(validate, ValidateEvents.ENVELOPES)))
        .setParallelism(records.getParallelism());
  }

  /** The function has the release from the start; the stream ends the second input. */
  private DataStream<ControlRecord> giveRelease(StreamExecutionEnvironment environment) {
    return BackfillUid.CONTROL.on(
        environment.fromData(law, new AvroTypeInfo<>(ControlRecord.class)));
  }

  private SingleOutputStreamOperator<FeatureBundle> computeFeatures(
      DataStream<SourcedEvent> events, DataStream<ControlRecord> control) {
    ArrivalRules arrival =
        new ArrivalRules(options.lateness().toMillis(), options.duplicateHorizon().toMillis());
    ComputeFeatures compute =
        new ComputeFeatures(options.region(), arrival, FeatureTopics.NOWHERE, outbox, law)
            .holding(options.entityCacheMebibytes() * 1_048_576L);
    return BackfillUid.FEATURES.on(
        events
            .keyBy(BackfillTopology::entityOf, Types.STRING)
            .connect(control.broadcast())
            .transform(
                "",
                BUNDLE,
                AccountedKeyedBroadcastProcess.of(
                    compute, ComputeFeatures.CONTROL, ComputeFeatures.ENVELOPES)));
  }

  private static String entityOf(SourcedEvent sourced) {
    return TypedEntity.key(sourced.getEvent().getEntityType(), sourced.getEvent().getEntity());
  }

  private static String entityOf(FeatureBundle bundle) {
    return TypedEntity.key(bundle.getEvent().getEntityType(), bundle.getEvent().getEntity());
  }
}
