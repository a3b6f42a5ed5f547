package dev.reeve.agents.flink;

import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.schema.Answer;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionInput;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.SeesBarriers;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides what agents do about an entity: features, answers and releases in, envelopes out.
 *
 * <h2>Owned state</h2>
 *
 * Per entity its cool-downs and its held decisions, at most {@link LedgerEntry#MAX_PENDING}; for
 * all entities the control records and the numbers about the region, the same in every subtask. A
 * held decision carries all that its end needs, so that it ends by the release that asked, whatever
 * is in force by then.
 *
 * <h2>Lifecycle</h2>
 *
 * A release is compiled when it comes into force and at the first record after a restore. The
 * deadline of a question is a processing-time timer; since timers fire before the backlog of
 * answers is read, they wait for a grace after a restore.
 *
 * <h2>Clean-up</h2>
 *
 * A held decision goes with its answer or its deadline. Cool-downs go with one event-time timer per
 * entity, once the last has ended for as long as the entity's features are kept.
 */
public final class DecideActions
    extends KeyedBroadcastProcessFunction<String, DecisionInput, RegionInput, Envelope>
    implements CheckpointedFunction, Accountable, SeesBarriers {

  /** Account records, written by the operator around this function; all else is its main output. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("decide-envelopes", new AvroTypeInfo<>(Envelope.class));

  /** Control records by record id: releases and activations, the same in every subtask. */
  public static final MapStateDescriptor<String, ControlRecord> CONTROL =
      new MapStateDescriptor<>("control", Types.STRING, new AvroTypeInfo<>(ControlRecord.class));

  /** Numbers about the region by context and group, the same in every subtask. */
  public static final MapStateDescriptor<String, ContextUpdate> CONTEXTS =
      new MapStateDescriptor<>("contexts", Types.STRING, new AvroTypeInfo<>(ContextUpdate.class));

  private static final long serialVersionUID = 1L;

  private final String region;
  private final Outbox outbox;
  private final String agentsDir;
  private final long graceMillis;

  private transient ValueState<EntityCoolDowns> coolDownState;
  private transient HeldDecisions held;
  private transient Tally tally;
  private transient LawInForce law;
  private transient RestoreGrace grace;
  private transient boolean restored;

  /**
   * @param region region of the job
   * @param outbox makes envelopes
   * @param agentsDir directory that holds the jars of agents written in Java; may be missing when
   *     no release names any
   * @param restoreGrace processing time after a restore during which deadlines of questions wait
   *     for the backlog of answers
   */
  public DecideActions(String region, Outbox outbox, String agentsDir, Duration restoreGrace) {
    this.region = region;
    this.outbox = outbox;
    this.agentsDir = agentsDir;
    this.graceMillis = restoreGrace.toMillis();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    restored = context.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is Flink's own; whether there was any to restore is all that was asked.
  }

  @Override
  public void open(OpenContext context) {
    coolDownState =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "cool-downs", new AvroTypeInfo<>(EntityCoolDowns.class)));
    held = new HeldDecisions(getRuntimeContext());
    tally = new Tally();
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int parallelism = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    law = new LawInForce(region, subtask, parallelism, Path.of(agentsDir));
    grace = new RestoreGrace(restored ? graceMillis : 0);
  }

  @Override
  public void processElement(DecisionInput input, ReadOnlyContext context, Collector<Envelope> out)
      throws Exception {
    ReadOnlyBroadcastState<String, ControlRecord> control = context.getBroadcastState(CONTROL);
    law.readOnce(control.immutableEntries(), ack -> out.collect(outbox.of(ack)));
    grace.begin(context.timerService().currentProcessingTime());
    if (input.getBundle() != null) {
      decide(input.getBundle(), context, out);
    } else {
      answer(input.getAnswer(), input.getSource(), context, out);
    }
  }

  private void decide(FeatureBundle bundle, ReadOnlyContext context, Collector<Envelope> out)
      throws Exception {
    Situation situation =
        Situation.of(bundle, new ContextsInForce(context.getBroadcastState(CONTEXTS)));
    ReleaseProgram program = law.program(bundle.getGeneration());
    long now = context.timerService().currentProcessingTime();
    if (program == null) {
      write(LedgerEntry.of(situation, Conclusion.withoutLaw(), ""), bundle, now, 0, out);
      return;
    }
    EntityCoolDowns before = coolDownState.value();
    CoolDowns coolDowns = CoolDowns.of(before);
    for (Conclusion conclusion : program.conclude(situation, coolDowns)) {
      LedgerEntry entry = LedgerEntry.of(situation, conclusion, program.digest());
      if (entry.question() == null) {
        write(entry, bundle, now, 0, out);
      } else if (held.isFull()) {
        // Asked and denied at once: what the release concluded stays repeatable.
        write(entry, bundle, now, now, out);
        LedgerEntry denial = LedgerEntry.beyondLimit(entry.decision());
        denial.decision().getObserved().setDecidedAt(now);
        write(denial, out);
      } else {
        long deadline = now + conclusion.deadlineMillis();
        write(entry, bundle, now, deadline, out);
        held.put(entry.decision());
        context.timerService().registerProcessingTimeTimer(deadline);
      }
    }
    if (coolDowns.isChanged()) {
      coolDownState.update(coolDowns.toState());
      if (before == null) {
        context.timerService().registerEventTimeTimer(coolDowns.removeAt());
      }
    }
  }

  private void write(
      LedgerEntry entry, FeatureBundle bundle, long now, long deadline, Collector<Envelope> out) {
    ObservedPart observed = entry.decision().getObserved();
    observed.setTopic(bundle.getTopic());
    observed.setPartition(bundle.getPartition());
    observed.setOffset(bundle.getOffset());
    observed.setAppendedAt(bundle.getTimestamp());
    observed.setDecidedAt(now);
    observed.setDeadline(deadline);
    write(entry, out);
    if (entry.question() != null) {
      Question question = entry.question();
      question.setAskedAt(now);
      question.setDeadline(deadline);
      tally.count("held");
      out.collect(outbox.of(question));
    }
  }

  private void write(LedgerEntry entry, Collector<Envelope> out) {
    tally.count("decisions." + entry.decision().getVerdict());
    out.collect(outbox.of(entry.decision()));
    if (entry.action() != null) {
      tally.count("actions");
      out.collect(outbox.of(entry.action()));
      out.collect(outbox.of(entry.usage()));
    }
  }

  private void answer(
      Answer answer, SourceRecord source, ReadOnlyContext context, Collector<Envelope> out)
      throws Exception {
    Decision decision = held.get(answer.getQuestionId());
    AnswerCheck check = AnswerCheck.of(answer, source, decision);
    if (!check.isAccepted()) {
      tally.count("rejected." + check.reason());
      out.collect(outbox.of(check.rejected(region, answer, source)));
      return;
    }
    held.remove(answer.getQuestionId());
    LedgerEntry entry = LedgerEntry.afterAnswer(decision, check.isApproval());
    ObservedPart observed = entry.decision().getObserved();
    observed.setTopic(source.getTopic());
    observed.setPartition(source.getPartition());
    observed.setOffset(source.getOffset());
    observed.setAppendedAt(source.getTimestamp());
    observed.setDecidedAt(context.timerService().currentProcessingTime());
    observed.setAnsweredBy(answer.getAnsweredBy());
    observed.setAnsweredAt(source.getTimestamp());
    observed.setComment(answer.getComment());
    tally.count("answers");
    write(entry, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Envelope> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      forgetCoolDowns(timestamp, context);
      return;
    }
    long now = Math.max(timestamp, context.timerService().currentProcessingTime());
    grace.begin(now);
    if (grace.lastsAt(now)) {
      context.timerService().registerProcessingTimeTimer(grace.end());
      return;
    }
    for (Decision decision : held.takeOverdue(now)) {
      LedgerEntry entry = LedgerEntry.afterDeadline(decision);
      entry.decision().getObserved().setDecidedAt(now);
      write(entry, out);
    }
  }

  private void forgetCoolDowns(long timestamp, OnTimerContext context) throws Exception {
    EntityCoolDowns state = coolDownState.value();
    if (state == null) {
      return;
    }
    if (state.getRemoveAt() <= timestamp) {
      coolDownState.clear();
    } else {
      context.timerService().registerEventTimeTimer(state.getRemoveAt());
    }
  }

  @Override
  public void processBroadcastElement(RegionInput input, Context context, Collector<Envelope> out)
      throws Exception {
    if (input.getContext() != null) {
      ContextsInForce.take(input.getContext(), context.getBroadcastState(CONTEXTS));
      return;
    }
    ControlRecord record = input.getControl();
    // Who goes over to the next release has to know the one before, after a restore too.
    law.readOnce(
        context.getBroadcastState(CONTROL).immutableEntries(), ack -> out.collect(outbox.of(ack)));
    if (law.admits(record, ack -> out.collect(outbox.of(ack)))) {
      context.getBroadcastState(CONTROL).put(record.getRecordId(), record);
      law.read(
          context.getBroadcastState(CONTROL).immutableEntries(),
          ack -> out.collect(outbox.of(ack)));
    }
  }

  @Override
  public void passBarrier() {
    law.passBarrier();
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(region, "decide", subtask).ifPresent(account -> out.accept(outbox.of(account)));
  }

  @Override
  public void close() {
    if (law != null) {
      law.close();
    }
  }
}
