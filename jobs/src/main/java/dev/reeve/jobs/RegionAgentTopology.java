package dev.reeve.jobs;

import dev.reeve.agents.flink.DecideActions;
import dev.reeve.agents.flink.DecodeAnswers;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.flink.ComputeFeatures;
import dev.reeve.features.flink.MergeContexts;
import dev.reeve.features.flink.ValidateEvents;
import dev.reeve.jobs.account.AccountedKeyedBroadcastProcess;
import dev.reeve.jobs.account.AccountedKeyedProcess;
import dev.reeve.jobs.account.AccountedProcess;
import dev.reeve.jobs.control.DecodeControl;
import dev.reeve.jobs.edges.RegionEdges;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.RegionInput;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.WriterSchemas;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Wires a region job: it reads events, validates them, computes features of their entities, lets
 * agents decide under the release in force, and writes all that follows in one transaction.
 *
 * <pre>
 * events ──▶ validate ══▶ compute features ──▶ hand on ══▶ decide ──▶ outputs
 *                │        ▲        │                ║      ▲            ▲
 *                │        │        │     answers ═══╝      │            │
 *                │  control ───────┼──(to every subtask)───┤            │
 *                │                 └═ merge contexts ══════┘            │
 *                └────────── rejected records, accounts, acknowledgements
 *
 * ──▶ same subtask   ══▶ keyed: by entity, contexts by their name
 * </pre>
 */
public final class RegionAgentTopology {

  private static final TypeInformation<SourcedEvent> EVENT = new AvroTypeInfo<>(SourcedEvent.class);
  private static final TypeInformation<ControlRecord> CONTROL =
      new AvroTypeInfo<>(ControlRecord.class);
  private static final TypeInformation<FeatureBundle> BUNDLE =
      new AvroTypeInfo<>(FeatureBundle.class);
  private static final TypeInformation<DecisionInput> INPUT =
      new AvroTypeInfo<>(DecisionInput.class);
  private static final TypeInformation<ContextUpdate> UPDATE =
      new AvroTypeInfo<>(ContextUpdate.class);
  private static final TypeInformation<RegionInput> REGION = new AvroTypeInfo<>(RegionInput.class);
  private static final TypeInformation<Envelope> ENVELOPE = new AvroTypeInfo<>(Envelope.class);

  private final RegionOptions options;
  private final RegionEdges edges;
  private final Outbox outbox;
  private final WriterSchemas writers;

  /**
   * @param options options of the region
   * @param edges what is read and where it is written
   */
  public RegionAgentTopology(RegionOptions options, RegionEdges edges) {
    this.options = options;
    this.edges = edges;
    this.outbox = new Outbox(options.topics(), edges.schemaIds());
    this.writers = edges.writerSchemas();
  }

  /** Adds the job to the environment. */
  public void build(StreamExecutionEnvironment environment) {
    var events = validate(read(Uid.EVENTS, edges.events(environment)));
    var control = decodeControl(read(Uid.CONTROL, edges.control(environment)).setParallelism(1));
    var answers = decodeAnswers(read(Uid.ANSWERS, edges.answers(environment)));
    var features = computeFeatures(events, control);
    var contexts = mergeContexts(features.getSideOutput(ComputeFeatures.CONTEXTS));
    var decisions =
        decideActions(
            handOn(features).union(answers),
            handOnControl(control).union(handOnContexts(contexts)));
    write(
        decisions.union(
            decisions.getSideOutput(DecideActions.ENVELOPES),
            features.getSideOutput(ComputeFeatures.ENVELOPES),
            contexts.getSideOutput(MergeContexts.ENVELOPES),
            events.getSideOutput(ValidateEvents.ENVELOPES),
            answers.getSideOutput(DecodeAnswers.ENVELOPES),
            control.getSideOutput(DecodeControl.ENVELOPES)));
  }

  private SingleOutputStreamOperator<SourceRecord> read(Uid uid, DataStream<SourceRecord> source) {
    return uid.on((SingleOutputStreamOperator<SourceRecord>) source);
  }

  private SingleOutputStreamOperator<SourcedEvent> validate(DataStream<SourceRecord> records) {
    EventRules rules =
        new EventRules(options.region(), options.sources(), options.maxAhead().toMillis());
    ValidateEvents validate = new ValidateEvents(rules, writers, outbox);
    return Uid.VALIDATE.on(
        records.transform("", EVENT, AccountedProcess.of(validate, ValidateEvents.ENVELOPES)));
  }

  private SingleOutputStreamOperator<ControlRecord> decodeControl(
      DataStream<SourceRecord> records) {
    return Uid.DECODE_CONTROL
        .on(
            records.transform(
                "",
                CONTROL,
                AccountedProcess.of(new DecodeControl(outbox, writers), DecodeControl.ENVELOPES)))
        .setParallelism(1);
  }

  private SingleOutputStreamOperator<DecisionInput> decodeAnswers(
      DataStream<SourceRecord> records) {
    DecodeAnswers decode = new DecodeAnswers(options.region(), outbox, writers);
    return Uid.DECODE_ANSWERS.on(
        records.transform("", INPUT, AccountedProcess.of(decode, DecodeAnswers.ENVELOPES)));
  }

  private SingleOutputStreamOperator<FeatureBundle> computeFeatures(
      DataStream<SourcedEvent> events, DataStream<ControlRecord> control) {
    ArrivalRules arrival =
        new ArrivalRules(options.lateness().toMillis(), options.duplicateHorizon().toMillis())
            .keeping(options.cleanUpDelay().toMillis());
    ComputeFeatures compute =
        new ComputeFeatures(options.region(), arrival, edges.featureTopics(), outbox)
            .holding(options.entityCacheMebibytes() * 1_048_576L);
    return Uid.FEATURES.on(
        events
            .keyBy(RegionAgentTopology::entityOf, Types.STRING)
            .connect(control.broadcast())
            .transform(
                "",
                BUNDLE,
                AccountedKeyedBroadcastProcess.of(
                        compute, ComputeFeatures.CONTROL, ComputeFeatures.ENVELOPES)
                    .flushing(ComputeFeatures.class, ComputeFeatures.CONTEXTS)));
  }

  private DataStream<DecisionInput> handOn(DataStream<FeatureBundle> features) {
    return Uid.BUNDLES.on(
        features.map(bundle -> new DecisionInput(bundle, null, null)).returns(INPUT));
  }

  private SingleOutputStreamOperator<ContextUpdate> mergeContexts(
      DataStream<ContextPartial> partials) {
    MergeContexts merge = new MergeContexts(options.region(), outbox);
    return Uid.CONTEXTS.on(
        partials
            .keyBy(ContextPartial::getContext, Types.STRING)
            .transform("", UPDATE, AccountedKeyedProcess.of(merge, MergeContexts.ENVELOPES)));
  }

  private DataStream<RegionInput> handOnContexts(DataStream<ContextUpdate> contexts) {
    return Uid.CONTEXT_INPUTS.on(
        contexts.map(update -> new RegionInput(null, update)).returns(REGION));
  }

  private DataStream<RegionInput> handOnControl(DataStream<ControlRecord> control) {
    return Uid.CONTROL_INPUTS
        .on(control.map(record -> new RegionInput(record, null)).returns(REGION))
        .setParallelism(1);
  }

  private SingleOutputStreamOperator<Envelope> decideActions(
      DataStream<DecisionInput> inputs, DataStream<RegionInput> region) {
    DecideActions decide =
        new DecideActions(options.region(), outbox, options.agentsDir(), options.restoreGrace());
    return Uid.DECIDE.on(
        inputs
            .keyBy(RegionAgentTopology::entityOf, Types.STRING)
            .connect(region.broadcast())
            .transform(
                "",
                ENVELOPE,
                AccountedKeyedBroadcastProcess.of(
                    decide,
                    DecideActions.CONTROL,
                    DecideActions.ENVELOPES,
                    DecideActions.CONTEXTS)));
  }

  private void write(DataStream<Envelope> envelopes) {
    Uid.OUTPUTS.on(edges.write(envelopes));
  }

  private static String entityOf(SourcedEvent sourced) {
    return TypedEntity.key(sourced.getEvent().getEntityType(), sourced.getEvent().getEntity());
  }

  private static String entityOf(DecisionInput input) {
    return input.getBundle() != null
        ? TypedEntity.key(
            input.getBundle().getEvent().getEntityType(), input.getBundle().getEvent().getEntity())
        : TypedEntity.key(input.getAnswer().getEntityType(), input.getAnswer().getEntity());
  }
}
