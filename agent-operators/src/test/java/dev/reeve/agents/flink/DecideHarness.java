package dev.reeve.agents.flink;

import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionInput;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.UsageRecord;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The deciding operator in Flink's own test harness, with its outputs read back from the wire. */
final class DecideHarness implements AutoCloseable {

  static final Duration GRACE = Duration.ofSeconds(30);

  private static final List<Schema> SCHEMAS =
      List.of(
          Decision.getClassSchema(),
          Action.getClassSchema(),
          Question.getClassSchema(),
          UsageRecord.getClassSchema(),
          RejectedRecord.getClassSchema(),
          Acknowledgement.getClassSchema(),
          Account.getClassSchema());

  private final DecideActions function;
  private final KeyedTwoInputStreamOperatorTestHarness<String, DecisionInput, RegionInput, Envelope>
      harness;
  private int read;

  private DecideHarness(OperatorSubtaskState state, long now) throws Exception {
    Outbox outbox = new Outbox(new Topics("", "plant"), SCHEMAS::indexOf);
    function = new DecideActions("plant", outbox, "no-agents", GRACE);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                function, List.of(DecideActions.CONTROL, DecideActions.CONTEXTS)),
            DecideHarness::key,
            record -> "",
            Types.STRING);
    harness.setProcessingTime(now);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static DecideHarness fresh(long now) throws Exception {
    return new DecideHarness(null, now);
  }

  static DecideHarness restored(OperatorSubtaskState state, long now) throws Exception {
    return new DecideHarness(state, now);
  }

  private static String key(DecisionInput input) {
    return input.getBundle() != null
        ? TypedEntity.key(
            input.getBundle().getEvent().getEntityType(), input.getBundle().getEvent().getEntity())
        : TypedEntity.key(input.getAnswer().getEntityType(), input.getAnswer().getEntity());
  }

  void control(ControlRecord record) throws Exception {
    harness.processElement2(new StreamRecord<>(new RegionInput(record, null)));
  }

  void context(ContextUpdate update) throws Exception {
    harness.processElement2(new StreamRecord<>(new RegionInput(null, update)));
  }

  void event(FeatureBundle bundle) throws Exception {
    harness.processElement1(new StreamRecord<>(new DecisionInput(bundle, null, null)));
  }

  /** An answer to the question with the digest, appended at a time. */
  void answer(Question question, String digest, String verdict, long appendedAt) throws Exception {
    Answer answer =
        Answer.newBuilder()
            .setAnswerId("a")
            .setQuestionId(question.getQuestionId())
            .setRegion("plant")
            .setEntityType(question.getEntityType())
            .setEntity(question.getEntity())
            .setArgumentsDigest(digest)
            .setVerdict(verdict)
            .setAnsweredBy("ann")
            .build();
    SourceRecord source =
        new SourceRecord("plant.answers", 0, 3L, appendedAt, null, ByteBuffer.wrap(new byte[] {9}));
    harness.processElement1(new StreamRecord<>(new DecisionInput(null, answer, source)));
  }

  void approve(Question question, long appendedAt) throws Exception {
    answer(question, question.getArgumentsDigest(), "approve", appendedAt);
  }

  void processingTime(long now) throws Exception {
    harness.setProcessingTime(now);
  }

  void watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    harness.processWatermark2(new Watermark(time));
  }

  /** A checkpoint barrier, without the checkpoint. */
  void barrier() {
    function.passBarrier();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Ids of the control records in state. */
  List<String> controlRecords() throws Exception {
    List<String> ids = new ArrayList<>();
    harness
        .getOperator()
        .getOperatorStateBackend()
        .getBroadcastState(DecideActions.CONTROL)
        .immutableEntries()
        .forEach(entry -> ids.add(entry.getKey()));
    return ids;
  }

  int keyedStates() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  Account account() {
    List<Account> accounts = new ArrayList<>();
    function.account(envelope -> accounts.add(decode(Account.class, envelope)));
    return accounts.get(0);
  }

  /** The envelopes since the last call. */
  List<Envelope> envelopes() {
    List<Envelope> all = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      if (element instanceof StreamRecord<?> record) {
        all.add((Envelope) record.getValue());
      }
    }
    List<Envelope> fresh = List.copyOf(all.subList(read, all.size()));
    read = all.size();
    return fresh;
  }

  static <T extends SpecificRecord> List<T> of(Class<T> type, List<Envelope> envelopes) {
    String topic = topic(type);
    return envelopes.stream()
        .filter(envelope -> envelope.getTopic().equals(topic))
        .map(envelope -> decode(type, envelope))
        .toList();
  }

  private static String topic(Class<?> type) {
    Map<Class<?>, String> topics =
        Map.of(
            Decision.class, "plant.decisions",
            Action.class, "plant.actions",
            Question.class, "plant.questions",
            UsageRecord.class, "plant.usage",
            RejectedRecord.class, "plant.rejected",
            Acknowledgement.class, "control.status");
    return topics.get(type);
  }

  private static <T extends SpecificRecord> T decode(Class<T> type, Envelope envelope) {
    return new WireDecoder<>(type, id -> Optional.of(SCHEMAS.get(id)))
        .decode(envelope.getValue())
        .record();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
