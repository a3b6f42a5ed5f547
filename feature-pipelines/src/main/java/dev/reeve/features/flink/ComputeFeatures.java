package dev.reeve.features.flink;

import dev.reeve.features.EntityFeatures;
import dev.reeve.features.EntityStates;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.context.LocalContexts;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.event.Rejections;
import dev.reeve.features.expectation.EventViolations;
import dev.reeve.features.release.PlansInForce;
import dev.reeve.features.release.PlansInForce.Verdict;
import dev.reeve.features.silence.Silence;
import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Flushing;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.account.WritesBack;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.wire.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.TimerService;
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
 * <p><b>Accounts</b> as operator {@code features}: {@code accepted}, {@code duplicates}, {@code
 * rejected.LATE}, {@code features} (vectors), {@code violations.<set>.<expectation>}, {@code
 * refused.<set>} (events that a set did not take in because of its expectations; they are accepted
 * all the same), {@code silences}.
 */
public final class ComputeFeatures
    extends KeyedBroadcastProcessFunction<String, SourcedEvent, ControlRecord, FeatureBundle>
    implements Accountable, Flushing<ContextPartial>, WritesBack {

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

  private transient ValueState<byte[]> entity;
  private transient MapState<String, Long> ids;
  private transient MapState<String, byte[]> cells;
  private transient PlansInForce inForce;
  private transient LocalContexts contexts;
  private transient Rejections rejections;
  private transient Tally tally;
  private transient ViolationReport report;
  private transient HotEntities hot;
  private transient boolean controlRead;
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
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    entity = getRuntimeContext().getState(new ValueStateDescriptor<>("entity", bytes));
    ids =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("ids", Types.STRING, Types.LONG));
    cells = getRuntimeContext().getMapState(new MapStateDescriptor<>("cells", Types.STRING, bytes));
    inForce = new PlansInForce(region, topics);
    contexts = new LocalContexts();
    rejections = new Rejections(region, OPERATOR);
    tally = new Tally();
    report = new ViolationReport(tally, getRuntimeContext().getMetricGroup(), rejections);
    hot = new HotEntities(entity, new FlinkCells(cells), heldBytes);
    controlRead = false;
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
    readControl(
        context.getBroadcastState(CONTROL),
        e -> context.output(ENVELOPES, e),
        p -> context.output(CONTEXTS, p));
    RegionEvent event = sourced.getEvent();
    long time = event.getEventTime();
    String key = context.getCurrentKey();
    EntityStates states = hot.get(key, time);
    EntityHead head = states.head();
    long highWaterMark = head.highWaterMark();
    if (arrival.isDuplicate(ids.get(event.getEventId()), time, highWaterMark)) {
      tally.count("duplicates");
      return;
    }
    if (arrival.isLate(time, highWaterMark)) {
      rejectLate(sourced, highWaterMark, context);
      return;
    }
    SourceRecord source = sourced.getSource();
    EventViolations violations = new EventViolations();
    List<FeatureSetPlan> plans = inForce.plans().of(event.getEntityType());
    List<FeatureVector> vectors =
        EntityFeatures.apply(
            plans,
            inForce.plans().warm(event.getEntityType(), source.getTimestamp()),
            states,
            event,
            violations::add);
    report.tell(violations, sourced, r -> context.output(ENVELOPES, outbox.of(r)));
    ids.put(event.getEventId(), time);
    if (arrival.idsAreDue(head.idsCheckedUpTo(), head.highWaterMark())) {
      forgetIds(arrival.oldestRemembered(head.highWaterMark()));
      head.idsCheckedUpTo(head.highWaterMark());
    }
    setTimer(head, arrival.idsOutdatedAt(head.highWaterMark()), context.timerService());
    setTimer(head, Silence.nextDue(plans, head), context.timerService());
    hot.changed(key, states);
    contexts.take(inForce.contexts().of(event.getEntityType()), event);
    if (contexts.isFull()) {
      contexts.drain(partial -> context.output(CONTEXTS, partial));
    }
    tally.count("accepted");
    vectors.forEach(v -> tally.count("features"));
    FeatureBundle bundle =
        new FeatureBundle(
            event,
            source.getTopic(),
            source.getPartition(),
            source.getOffset(),
            source.getTimestamp(),
            vectors,
            "event",
            "",
            violations.refusedSets());
    out.collect(bundle);
    publish(bundle, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FeatureBundle> out)
      throws Exception {
    readControl(
        context.getBroadcastState(CONTROL),
        e -> context.output(ENVELOPES, e),
        p -> context.output(CONTEXTS, p));
    hot.release(context.getCurrentKey());
    byte[] bytes = entity.value();
    if (bytes == null) {
      return;
    }
    EntityHead head = EntityHead.of(bytes);
    String type = context.getCurrentKey().substring(0, context.getCurrentKey().indexOf('/'));
    long idsOutdated = arrival.idsOutdatedAt(head.highWaterMark());
    long allOutdated =
        arrival.stateOutdatedAt(head.highWaterMark(), inForce.plans().longestTtlMillis(type));
    if (timestamp >= allOutdated) {
      entity.clear();
      ids.clear();
      cells.clear();
      return;
    }
    if (timestamp >= idsOutdated) {
      ids.clear();
    }
    List<FeatureSetPlan> plans = inForce.plans().of(type);
    head.timer(EntityHead.NO_TIMER);
    setTimer(head, timestamp >= idsOutdated ? allOutdated : idsOutdated, context.timerService());
    // A job that is drained ends all event time: that says nothing of the entity.
    if (context.timerService().currentWatermark() < Long.MAX_VALUE) {
      tellSilence(timestamp, plans, head, context, out);
      setTimer(head, Silence.nextDue(plans, head), context.timerService());
    }
    entity.update(head.toBytes());
  }

  private void tellSilence(
      long timestamp,
      List<FeatureSetPlan> plans,
      EntityHead head,
      OnTimerContext context,
      Collector<FeatureBundle> out) {
    String key = context.getCurrentKey();
    int slash = key.indexOf('/');
    for (Silence silence : Silence.of(plans, head)) {
      if (silence.due() <= timestamp) {
        silence.tell(head);
        tally.count("silences");
        FeatureBundle bundle =
            silence.bundle(
                region,
                key.substring(0, slash),
                key.substring(slash + 1),
                head,
                new FlinkCells(cells));
        out.collect(bundle);
        publish(bundle, context);
      }
    }
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<FeatureBundle> out) throws Exception {
    Optional<String> problem = PlansInForce.problem(record);
    if (problem.isPresent()) {
      acknowledge(
          new Verdict(record.getDigest(), record.getGeneration(), problem.get()),
          e -> context.output(ENVELOPES, e));
      return;
    }
    ControlRecord known = context.getBroadcastState(CONTROL).get(record.getRecordId());
    if (known == null || record.getIssuedAt() < known.getIssuedAt()) {
      context.getBroadcastState(CONTROL).put(record.getRecordId(), record);
    }
    controlRead = false;
    readControl(
        context.getBroadcastState(CONTROL),
        e -> context.output(ENVELOPES, e),
        p -> context.output(CONTEXTS, p));
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(region, OPERATOR, subtask).map(outbox::of).ifPresent(out);
  }

  @Override
  public void flush(Consumer<ContextPartial> out) {
    contexts.drain(out);
  }

  /** Once after each control record, and once after a restore, where no record comes again. */
  private void readControl(
      ReadOnlyBroadcastState<String, ControlRecord> control,
      Consumer<Envelope> acknowledgements,
      Consumer<ContextPartial> merged)
      throws Exception {
    if (controlRead) {
      return;
    }
    List<ControlRecord> records = new ArrayList<>(given);
    for (Map.Entry<String, ControlRecord> entry : control.immutableEntries()) {
      records.add(entry.getValue());
    }
    // What was merged numbers its cells by the plans in force until now.
    contexts.drain(merged);
    for (Verdict verdict : inForce.update(records)) {
      acknowledge(verdict, acknowledgements);
    }
    controlRead = true;
  }

  private void publish(FeatureBundle bundle, ReadOnlyContext context) {
    inForce.published().envelopes(bundle, outbox).forEach(e -> context.output(ENVELOPES, e));
  }

  private void acknowledge(Verdict verdict, Consumer<Envelope> out) {
    out.accept(
        outbox.of(
            new Acknowledgement(
                region,
                OPERATOR,
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                verdict.release(),
                verdict.generation(),
                verdict.refusal().isEmpty() ? "running" : "refused",
                verdict.refusal())));
  }

  private void rejectLate(SourcedEvent late, long highWaterMark, ReadOnlyContext context) {
    tally.count("rejected." + Reason.LATE);
    Rejection rejection = arrival.rejectLate(late.getEvent().getEventTime(), highWaterMark);
    context.output(
        ENVELOPES,
        outbox.of(
            rejections.of(rejection, late.getSource(), late.getEvent(), late.getWriterSchemaId())));
  }

  private void forgetIds(long oldestRemembered) throws Exception {
    List<String> outdated = new ArrayList<>();
    for (Map.Entry<String, Long> id : ids.entries()) {
      if (id.getValue() < oldestRemembered) {
        outdated.add(id.getKey());
      }
    }
    for (String id : outdated) {
      ids.remove(id);
    }
  }

  /** Moves the entity's one timer, unless an earlier one is set that will look after this. */
  private static void setTimer(EntityHead head, long due, TimerService timers) {
    if (head.timer() > due) {
      if (head.timer() != EntityHead.NO_TIMER) {
        timers.deleteEventTimeTimer(head.timer());
      }
      timers.registerEventTimeTimer(due);
      head.timer(due);
    }
  }
}
