package dev.reeve.features.flink;

import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.Handover;
import dev.reeve.features.context.LocalContexts;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.expectation.EventViolations;
import dev.reeve.features.release.FeaturePlans;
import dev.reeve.features.silence.Silence;
import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Flushing;
import dev.reeve.schema.account.SeesBarriers;
import dev.reeve.schema.account.WritesBack;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.wire.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Computes the feature vectors of an entity's events under the release in force: one bundle for
 * each accepted event. Duplicates are counted, late events become rejected records. Without a
 * release the bundle holds no vectors.
 *
 * <p><b>Owned state</b>, by typed entity: {@code entity}, the small head that each event reads and
 * writes once; {@code ids}, event id to event time within the duplicate horizon; {@code cells},
 * closed panes and the like, which few events touch. Broadcast: the control records.
 *
 * <p><b>Lifecycle</b>: entities that had events lately are held decoded and written back ahead of
 * each checkpoint barrier, so that most events touch the state for their ids alone.
 *
 * <p><b>Clean-up</b>: one event-time timer for each entity. When the watermark passes high-water
 * mark + duplicate horizon + lateness the ids go, when it passes high-water mark + ttl + lateness
 * all goes. It also tells of silences: at high-water mark + silence of a feature set a bundle
 * leaves that no event caused, unless the job is drained. Ids of a live entity are looked through
 * once in each horizon of its own time.
 *
 * <p><b>Accounts</b> as operator {@code features}: see {@link EventOutcomes}.
 */
public final class ComputeFeatures
    extends KeyedBroadcastProcessFunction<String, SourcedEvent, ControlRecord, FeatureBundle>
    implements Accountable, Flushing<ContextPartial>, WritesBack, SeesBarriers {

  /** Control records by record id, as broadcast to every subtask. */
  public static final MapStateDescriptor<String, ControlRecord> CONTROL =
      new MapStateDescriptor<>("control", Types.STRING, new AvroTypeInfo<>(ControlRecord.class));

  /** Published vectors, rejected records and acknowledgements, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("features-envelopes", new AvroTypeInfo<>(Envelope.class));

  /** What this subtask merged of contexts, ahead of each checkpoint barrier. */
  public static final OutputTag<ContextPartial> CONTEXTS =
      new OutputTag<>("features-contexts", new AvroTypeInfo<>(ContextPartial.class));

  private static final long serialVersionUID = 1L;
  private static final String OPERATOR = "features";

  private final String region;
  private final ArrivalRules arrival;
  private final FeatureTopics topics;
  private final Outbox outbox;
  private final List<ControlRecord> given;

  private transient HotEntities hot;
  private transient RememberedIds ids;
  private transient SilentEntities silent;
  private transient LawInForce law;
  private transient LocalContexts contexts;
  private transient EventOutcomes outcomes;
  private long heldBytes;

  /**
   * @param region region of the job
   * @param arrival lateness and duplicate horizon
   * @param topics where feature sets are published
   * @param outbox where vectors, rejected records, acknowledgements and accounts go
   */
  public ComputeFeatures(String region, ArrivalRules arrival, FeatureTopics topics, Outbox outbox) {
    this(region, arrival, topics, outbox, List.of());
  }

  /**
   * @param given control records that hold from before the first event, as in a backfill, where no
   *     topic brings them
   */
  public ComputeFeatures(
      String region,
      ArrivalRules arrival,
      FeatureTopics topics,
      Outbox outbox,
      List<ControlRecord> given) {
    this.region = region;
    this.arrival = arrival;
    this.topics = topics;
    this.outbox = outbox;
    this.given = new ArrayList<>(given);
  }

  @Override
  public void open(OpenContext context) {
    RuntimeContext runtime = getRuntimeContext();
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    ValueState<byte[]> entity = runtime.getState(new ValueStateDescriptor<>("entity", bytes));
    MapState<String, byte[]> cells =
        runtime.getMapState(new MapStateDescriptor<>("cells", Types.STRING, bytes));
    ids =
        new RememberedIds(
            runtime.getMapState(new MapStateDescriptor<>("ids", Types.STRING, Types.LONG)),
            arrival);
    hot = new HotEntities(entity, new FlinkCells(cells), heldBytes);
    silent = new SilentEntities(region, arrival, entity, ids, cells);
    law = new LawInForce(region, OPERATOR, topics, given, runtime);
    contexts = new LocalContexts();
    outcomes = new EventOutcomes(region, OPERATOR, arrival, outbox, runtime.getMetricGroup());
  }

  /**
   * Holds entities that had events lately on the heap.
   *
   * @param bytes estimated bytes in each subtask; 0, the default, holds none
   */
  public ComputeFeatures holding(long bytes) {
    heldBytes = bytes;
    return this;
  }

  @Override
  public void selectKeysBy(Consumer<Object> keys) {
    hot.selectKeysBy(keys);
  }

  @Override
  public void writeBack() throws Exception {
    hot.writeBack();
  }

  @Override
  public void processElement(
      SourcedEvent sourced, ReadOnlyContext context, Collector<FeatureBundle> out)
      throws Exception {
    readLaw(context.getBroadcastState(CONTROL), context::output);
    RegionEvent event = sourced.getEvent();
    String key = context.getCurrentKey();
    HotEntities.Hot entity = hot.get(key, event.getEventTime());
    EntityHead head = entity.states().head();
    if (ids.hold(event, head.highWaterMark(), entity.ids())) {
      outcomes.duplicate();
      return;
    }
    if (arrival.isLate(event.getEventTime(), head.highWaterMark())) {
      context.output(ENVELOPES, outcomes.late(sourced, head.highWaterMark()));
      return;
    }
    EventViolations violations = new EventViolations();
    Handover handover = law.handover();
    FeaturePlans inForce = law.now().plans();
    List<FeatureSetPlan> plans = inForce.of(event.getEntityType());
    List<FeatureVector> vectors =
        EntityFeatures.apply(
            plans,
            inForce.warm(event.getEntityType(), sourced.getSource().getTimestamp()),
            entity.states(),
            event,
            violations::add,
            handover);
    ids.remember(event, head, entity.ids());
    EntityTimer.set(head, arrival.idsOutdatedAt(head.highWaterMark()), context.timerService());
    EntityTimer.set(head, Silence.nextDue(plans, head), context.timerService());
    hot.changed(key, entity);
    contexts.take(law.now().contexts().of(event.getEntityType()), event);
    if (contexts.isFull()) {
      contexts.drain(partial -> context.output(CONTEXTS, partial));
    }
    FeatureBundle bundle =
        outcomes.accepted(sourced, vectors, violations, e -> context.output(ENVELOPES, e));
    handover.addTo(bundle);
    emit(bundle, context, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FeatureBundle> out)
      throws Exception {
    readLaw(context.getBroadcastState(CONTROL), context::output);
    String key = context.getCurrentKey();
    silent.onTimer(
        key,
        hot,
        timestamp,
        law.now().plans(),
        context.timerService(),
        bundle -> {
          outcomes.silence();
          emit(bundle, context, out);
        });
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<FeatureBundle> out) throws Exception {
    if (!law.admits(record, ack -> context.output(ENVELOPES, outbox.of(ack)))) {
      return;
    }
    // Who goes over to the next release has to know the one before, after a restore too.
    readLaw(context.getBroadcastState(CONTROL), context::output);
    ControlRecord known = context.getBroadcastState(CONTROL).get(record.getRecordId());
    if (known == null || record.getIssuedAt() < known.getIssuedAt()) {
      context.getBroadcastState(CONTROL).put(record.getRecordId(), record);
    }
    law.readAnew();
    readLaw(context.getBroadcastState(CONTROL), context::output);
  }

  @Override
  public void account(Consumer<Envelope> out) {
    outcomes.account(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), out);
  }

  @Override
  public void passBarrier() {
    law.passBarrier();
  }

  @Override
  public void flush(Consumer<ContextPartial> out) {
    contexts.drain(out);
  }

  /** Side outputs of whichever context is there. */
  private interface SideOutputs {
    <T> void output(OutputTag<T> tag, T value);
  }

  private void readLaw(ReadOnlyBroadcastState<String, ControlRecord> control, SideOutputs side)
      throws Exception {
    law.read(
        control,
        // What was merged numbers its cells by the plans in force until now.
        () -> contexts.drain(partial -> side.output(CONTEXTS, partial)),
        ack -> side.output(ENVELOPES, outbox.of(ack)));
  }

  private void emit(FeatureBundle bundle, ReadOnlyContext context, Collector<FeatureBundle> out) {
    bundle.setGeneration(law.now().generation());
    out.collect(bundle);
    law.now().published().envelopes(bundle, outbox).forEach(e -> context.output(ENVELOPES, e));
  }
}
