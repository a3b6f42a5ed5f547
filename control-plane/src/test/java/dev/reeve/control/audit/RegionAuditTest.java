package dev.reeve.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Account;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Count;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.identity.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A sound region passes; each way of breaking it is found. The region: ten events, of which one is
 * rejected, one a duplicate, and the others are decided on; the first decision acts, the second is
 * held and then approved.
 */
class RegionAuditTest {

  private static final long DEADLINE = 5_000;

  private final List<Decision> decisions = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final Map<String, Long> control = new HashMap<>();
  private final Map<String, ExpectedDecision> expected = new HashMap<>();
  private final Map<String, Long> read = new TreeMap<>();
  private final Map<String, Long> features = new TreeMap<>();
  private final Map<String, Long> decide = new TreeMap<>();
  private final List<Envelope> vectors = new ArrayList<>();
  private final TreeMap<String, Long> violated = new TreeMap<>();
  private final TreeMap<String, Long> refused = new TreeMap<>();
  private final SilenceFacts facts = new SilenceFacts();
  private long silences;
  private long published = 10;

  RegionAuditTest() {
    for (int i = 0; i < 8; i++) {
      String verdict = i == 0 ? "allowed" : i == 1 ? "held" : "no_action";
      Decision decision = decision("event", "e" + i, verdict);
      decisions.add(decision);
      expected.put(
          decision.getDecisionId(),
          new ExpectedDecision(verdict, decision.getActionId(), RepeatablePart.hash(decision)));
    }
    for (int i = 0; i < 8; i++) {
      vectors.add(vector(7, i));
    }
    String question = decisions.get(1).getQuestionId();
    Decision approved = decision("answer", question, "allowed");
    approved.setQuestionId(question);
    decisions.add(approved);
    answers.add(answer(question, "approve"));
    actions.add(action(decisions.get(0)));
    actions.add(action(approved));
    rejected.add(rejected(9));
    read.putAll(Map.of("read", 10L, "validated", 9L, "rejected.UNDECODABLE", 1L));
    features.putAll(Map.of("accepted", 8L, "duplicates", 1L, "features", 8L));
    decide.putAll(
        Map.of(
            "decisions.allowed", 2L,
            "decisions.held", 1L,
            "decisions.no_action", 6L,
            "actions", 2L,
            "held", 1L,
            "answers", 1L));
  }

  @Test
  void usageExample() {
    RegionFinding finding = audit(4_000);
    assertThat(finding.violations()).isEmpty();
    assertThat(finding.exactlyOnce()).isEqualTo(ExactlyOnce.EXACT);
    assertThat(finding.holds()).isTrue();
    assertThat(finding.openQuestions()).isZero();
    assertThat(finding.accounts().rejected()).containsEntry("UNDECODABLE", 1L);
  }

  @Test
  void aMissingDecisionIsFound() {
    decisions.remove(5);
    assertThat(audit(4_000).exactlyOnce().decisionsMissing()).isEqualTo(1);
  }

  @Test
  void aDoubledDecisionIsFound() {
    decisions.add(decisions.get(5));
    assertThat(audit(4_000).exactlyOnce().decisionsDoubled()).isEqualTo(1);
  }

  @Test
  void aDecisionThatNothingCallsForIsFound() {
    decisions.add(decision("event", "e99", "no_action"));
    assertThat(audit(4_000).exactlyOnce().decisionsUnexpected()).isEqualTo(1);
  }

  @Test
  void aMissingVectorIsFound() {
    vectors.remove(3);
    assertThat(audit(4_000).violations())
        .anyMatch(v -> v.contains("a recomputed vector is missing"))
        .anyMatch(v -> v.contains("vectors on the feature topics differ"));
  }

  @Test
  void aDoubledVectorIsFound() {
    vectors.add(vectors.get(3));
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("on its feature topic twice"));
  }

  @Test
  void aVectorWithAnotherValueIsFound() {
    vectors.set(3, vector(7, 99));
    assertThat(audit(4_000).violations())
        .anyMatch(v -> v.contains("a recomputed vector is missing"))
        .anyMatch(v -> v.contains("a vector is not among the recomputed ones"));
  }

  @Test
  void aMissingActionIsFound() {
    actions.remove(0);
    RegionFinding finding = audit(4_000);
    assertThat(finding.exactlyOnce().actionsMissing()).isEqualTo(1);
    assertThat(finding.violations())
        .anyMatch(v -> v.contains("P1: a decision's action is missing"));
  }

  @Test
  void aMissingActionAfterAnApprovalIsFound() {
    actions.remove(1);
    assertThat(audit(4_000).exactlyOnce().actionsMissing()).isEqualTo(1);
  }

  @Test
  void aDoubledActionIsFound() {
    actions.add(actions.get(0));
    assertThat(audit(4_000).exactlyOnce().actionsDoubled()).isEqualTo(1);
  }

  @Test
  void anActionWithoutADecisionIsFound() {
    actions.add(action(decision("event", "e99", "allowed")));
    RegionFinding finding = audit(4_000);
    assertThat(finding.exactlyOnce().actionsUnexpected()).isEqualTo(1);
    assertThat(finding.violations()).anyMatch(v -> v.contains("P1: an action has no decision"));
  }

  @Test
  void anActionUnderAnotherIdIsFound() {
    actions.get(0).setActionId("another");
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("not the one"));
  }

  @Test
  void anIdThatIsNotThatOfItsCauseIsFound() {
    Decision decision = decision("event", "e99", "no_action");
    decision.setCauseId("e98");
    decisions.add(decision);
    assertThat(audit(4_000).violations()).anyMatch(v -> v.startsWith("P2: a decision's id"));
  }

  @Test
  void aDecisionWithAnotherContentIsFound() {
    decisions.get(4).setScore(0.75);
    assertThat(audit(4_000).violations()).anyMatch(v -> v.startsWith("P2: the repeatable part"));
  }

  @Test
  void whatWasObservedIsNoPartOfTheContent() {
    decisions.get(4).getObserved().setDecidedAt(77);
    assertThat(audit(4_000).holds()).isTrue();
  }

  @Test
  void anAnswerInTimeWithoutDecisionIsFound() {
    decisions.remove(8);
    actions.remove(1);
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("an answer in time led to no"));
  }

  @Test
  void anApprovalAfterTheDeadlineIsFound() {
    assertThat(audit(DEADLINE + 1).violations())
        .anyMatch(v -> v.contains("a decision contradicts the answer"));
  }

  @Test
  void aQuestionThatIsClosedTwiceIsFound() {
    Decision late = decision("timer", decisions.get(1).getQuestionId(), "denied");
    late.setQuestionId(decisions.get(1).getQuestionId());
    decisions.add(late);
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("closed more than once"));
  }

  @Test
  void anEventThatWasLostIsFound() {
    published = 11;
    assertThat(audit(4_000).violations()).anyMatch(v -> v.startsWith("P3: events read differ"));
  }

  @Test
  void anEventThatIsNotAccountedForIsFound() {
    features.put("accepted", 7L);
    assertThat(audit(4_000).violations())
        .anyMatch(v -> v.contains("accepted + duplicates + rejected"))
        .anyMatch(v -> v.startsWith("P3: accepted events differ"));
  }

  @Test
  void aRejectedRecordThatIsMissingIsFound() {
    rejected.clear();
    assertThat(audit(4_000).violations())
        .anyMatch(v -> v.contains("rejected records in the topic"));
  }

  @Test
  void aRejectedControlRecordIsNoRejectedEvent() {
    RejectedRecord control = rejected(1_000);
    control.setStage("read");
    rejected.add(control);
    assertThat(audit(4_000).violations())
        .singleElement()
        .satisfies(v -> assertThat(v).contains("rejected control records"));

    this.control.put("rejected.UNDECODABLE", 1L);
    assertThat(audit(4_000).violations()).isEmpty();
  }

  @Test
  void anInputThatIsRejectedTwiceIsFound() {
    rejected.add(rejected(9));
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("an input is rejected twice"));
  }

  @Test
  void accountsThatDisagreeWithTheLedgerAreFound() {
    decide.put("decisions.no_action", 5L);
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("decisions by verdict differ"));
  }

  @Test
  void violationsThatAreCountedWronglyAreFound() {
    violated.put("load@1.sane", 2L);
    features.put("violations.load@1.sane", 1L);
    assertThat(audit(4_000).violations())
        .singleElement()
        .satisfies(v -> assertThat(v).contains("violations of expectations differ"));
    features.put("violations.load@1.sane", 2L);
    assertThat(audit(4_000).holds()).isTrue();
  }

  @Test
  void aRefusedEventWithoutARecordIsFoundAndOneOfTwoSetsIsRejectedOnceByEach() {
    refused.putAll(Map.of("load@1", 1L, "other@1", 1L));
    features.putAll(Map.of("refused.load@1", 1L, "refused.other@1", 1L));
    rejected.add(refusal("load@1"));
    assertThat(audit(4_000).violations())
        .singleElement()
        .satisfies(v -> assertThat(v).contains("refused events by set differ from accounts"));
    rejected.add(refusal("other@1"));
    assertThat(audit(4_000).holds()).isTrue();
    rejected.add(refusal("other@1"));
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("an input is rejected twice"));
  }

  @Test
  void aSilenceThatNoEventsBearOutIsFound() {
    facts.add("host/web-1", "silence/load@1/5", ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 7}));
    features.put("silences", 1L);
    silences = 1;
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("do not bear out"));
    facts.add("host/web-1", "silence/load@1/5", ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 7}));
    assertThat(audit(4_000).violations()).anyMatch(v -> v.contains("told of twice"));
  }

  private static RejectedRecord refusal(String set) {
    RejectedRecord record = rejected(3);
    record.setStage("features");
    record.setReason("EXPECTATION");
    record.setFeatureSet(set);
    return record;
  }

  private RegionFinding audit(long answeredAt) {
    TreeMap<String, Long> reasons = new TreeMap<>(Map.of("UNDECODABLE", 1L));
    VectorLedger expectedVectors = new VectorLedger();
    for (int i = 0; i < 8; i++) {
      expectedVectors.expect(vector(0, i));
    }
    RegionAudit audit =
        new RegionAudit(
            "plant",
            published,
            new ExpectedRegion(
                8, 1, reasons, 8, expectedVectors, violated, refused, silences, facts, expected));
    vectors.forEach(v -> audit.vector(v.getTopic(), v.getKey(), v.getValue(), "somewhere"));
    audit.account(account("control", control));
    audit.account(account("read", read));
    audit.account(account("features", features));
    audit.account(account("decide", decide));
    rejected.forEach(audit::rejected);
    decisions.forEach(audit::decision);
    answers.forEach(answer -> audit.answer(answer, answeredAt));
    actions.forEach(audit::action);
    return audit.finish();
  }

  private static Envelope vector(int schemaId, int value) {
    byte[] bytes = {0, 0, 0, 0, (byte) schemaId, 1, 2, (byte) value};
    ByteBuffer key = ByteBuffer.wrap("host/web-1".getBytes(StandardCharsets.UTF_8));
    return new Envelope("plant.features.load.v1", key, ByteBuffer.wrap(bytes));
  }

  private static Decision decision(String causeKind, String causeId, String verdict) {
    Cause cause = new Cause("guard", "plant", "host", "web-1", causeKind, causeId, "live", 0);
    Decision decision =
        Decision.newBuilder()
            .setDecisionId(cause.decisionId())
            .setRegion("plant")
            .setEntityType("host")
            .setEntity("web-1")
            .setAgent("guard")
            .setCauseKind(causeKind)
            .setCauseId(causeId)
            .setArgumentsDigest("digest")
            .setVerdict(verdict)
            .setObserved(new ObservedPart("t", 0, 1L, 2L, 3L, DEADLINE, "", 0L, ""))
            .build();
    if (verdict.equals("allowed")) {
      decision.setActionId(cause.actionId());
    }
    if (verdict.equals("held")) {
      decision.setQuestionId(cause.questionId());
    }
    return decision;
  }

  private static Action action(Decision decision) {
    return Action.newBuilder()
        .setActionId(decision.getActionId())
        .setDecisionId(decision.getDecisionId())
        .build();
  }

  private static Answer answer(String question, String verdict) {
    return Answer.newBuilder()
        .setQuestionId(question)
        .setArgumentsDigest("digest")
        .setVerdict(verdict)
        .build();
  }

  private static RejectedRecord rejected(long offset) {
    return RejectedRecord.newBuilder()
        .setStage("validate")
        .setReason("UNDECODABLE")
        .setTopic("plant.events")
        .setOffset(offset)
        .build();
  }

  private static Account account(String operator, Map<String, Long> counts) {
    List<Count> rows = new ArrayList<>();
    counts.forEach((name, value) -> rows.add(new Count(name, value)));
    return new Account("plant", operator, 0, rows);
  }
}
