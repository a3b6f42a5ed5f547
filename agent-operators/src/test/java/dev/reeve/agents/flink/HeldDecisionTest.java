package dev.reeve.agents.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.Question;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.Release;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What happens to a question, in every order of question, answer, deadline, crash and release. */
class HeldDecisionTest {

  private static final long ASKED = 10_000;
  private static final long DEADLINE = ASKED + 600_000;

  @Test
  void usageExample() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      assertThat(question.getDeadline()).isEqualTo(DEADLINE);

      decide.approve(question, ASKED + 5);

      List<Envelope> out = decide.envelopes();
      Decision decision = only(Decision.class, out);
      Action action = only(Action.class, out);
      assertThat(decision.getVerdict()).isEqualTo("allowed");
      assertThat(decision.getCauseKind()).isEqualTo("answer");
      assertThat(decision.getCauseId()).isEqualTo(question.getQuestionId());
      assertThat(decision.getObserved().getAnsweredBy()).isEqualTo("ann");
      assertThat(action.getArgumentsDigest()).isEqualTo(question.getArgumentsDigest());
      assertThat(action.getDecisionId()).isEqualTo(decision.getDecisionId());
      assertThat(action.getName()).isEqualTo("restart");
    }
  }

  @Test
  void aDenialDenies() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      decide.answer(question, question.getArgumentsDigest(), "deny", ASKED + 5);
      List<Envelope> out = decide.envelopes();
      assertThat(only(Decision.class, out).getVerdict()).isEqualTo("denied");
      assertThat(DecideHarness.of(Action.class, out)).isEmpty();
    }
  }

  @Test
  void anAnswerBeforeItsQuestionIsRejected() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = elsewhere();
      decide.approve(question, ASKED);
      assertRejected(decide, "UNKNOWN_QUESTION");
    }
  }

  @Test
  void aSecondAnswerIsRejected() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      decide.approve(question, ASKED + 5);
      decide.envelopes();
      decide.approve(question, ASKED + 5);
      assertRejected(decide, "UNKNOWN_QUESTION");
    }
  }

  @Test
  void anAnswerToOtherArgumentsIsRejectedAndTheQuestionStaysOpen() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      decide.answer(question, "0".repeat(64), "approve", ASKED + 5);
      assertRejected(decide, "DIGEST_MISMATCH");
      decide.answer(question, question.getArgumentsDigest(), "perhaps", ASKED + 5);
      assertRejected(decide, "UNDECODABLE");
      decide.approve(question, ASKED + 6);
      assertThat(only(Decision.class, decide.envelopes()).getVerdict()).isEqualTo("allowed");
    }
  }

  @Test
  void theDeadlineDeniesAndALaterAnswerIsRejected() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      decide.processingTime(DEADLINE - 1);
      assertThat(decide.envelopes()).isEmpty();
      decide.processingTime(DEADLINE);
      Decision decision = only(Decision.class, decide.envelopes());
      assertThat(decision.getVerdict()).isEqualTo("denied");
      assertThat(decision.getCauseKind()).isEqualTo("timer");
      assertThat(decision.getQuestionId()).isEqualTo(question.getQuestionId());
      decide.approve(question, DEADLINE + 1);
      assertRejected(decide, "UNKNOWN_QUESTION");
    }
  }

  @Test
  void aRestoreBetweenQuestionAndAnswerChangesNothing() throws Exception {
    OperatorSubtaskState state;
    Question question;
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      question = ask(decide);
      state = decide.snapshot();
    }
    try (DecideHarness decide = DecideHarness.restored(state, ASKED + 1_000)) {
      decide.approve(question, ASKED + 5);
      List<Envelope> out = decide.envelopes();
      assertThat(only(Decision.class, out).getVerdict()).isEqualTo("allowed");
      assertThat(DecideHarness.of(Action.class, out)).hasSize(1);
    }
  }

  @Test
  void anAnswerInTimeCountsThoughTheJobWasDownAtTheDeadline() throws Exception {
    OperatorSubtaskState state;
    Question question;
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      question = ask(decide);
      state = decide.snapshot();
    }
    long back = DEADLINE + 100_000;
    try (DecideHarness decide = DecideHarness.restored(state, back)) {
      decide.processingTime(back + 1);
      assertThat(DecideHarness.of(Decision.class, decide.envelopes())).isEmpty();
      decide.approve(question, DEADLINE);
      assertThat(only(Decision.class, decide.envelopes()).getVerdict()).isEqualTo("allowed");
    }
  }

  @Test
  void anAnswerAfterTheDeadlineIsStaleThroughTheGraceAndThenTheDeadlineDenies() throws Exception {
    OperatorSubtaskState state;
    Question question;
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      question = ask(decide);
      state = decide.snapshot();
    }
    long back = DEADLINE + 100_000;
    try (DecideHarness decide = DecideHarness.restored(state, back)) {
      decide.processingTime(back + 1);
      decide.approve(question, DEADLINE + 1);
      assertRejected(decide, "STALE_ANSWER");
      decide.processingTime(back + 1 + DecideHarness.GRACE.toMillis());
      Decision decision = only(Decision.class, decide.envelopes());
      assertThat(decision.getVerdict()).isEqualTo("denied");
      assertThat(decision.getCauseKind()).isEqualTo("timer");
      assertThat(decide.timers()).isEqualTo(1);
    }
  }

  @Test
  void deadlinesEndTheirOwnDecisionsAlone() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question first = ask(decide);
      decide.processingTime(ASKED + 1);
      decide.event(hot(2));
      Question second = only(Question.class, decide.envelopes());
      decide.event(hot(3));
      Question third = only(Question.class, decide.envelopes());
      decide.approve(third, ASKED + 2);
      decide.envelopes();

      decide.processingTime(DEADLINE);
      assertThat(only(Decision.class, decide.envelopes()).getQuestionId())
          .isEqualTo(first.getQuestionId());
      decide.processingTime(DEADLINE + 1);
      assertThat(only(Decision.class, decide.envelopes()).getQuestionId())
          .isEqualTo(second.getQuestionId());
    }
  }

  @Test
  void aQuestionBeyondTheLimitOfItsEntityIsDeniedAtOnceAndRepeats() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      ask(decide);
      for (int i = 1; i < LedgerEntry.MAX_PENDING; i++) {
        decide.event(hot(i));
      }
      assertThat(DecideHarness.of(Question.class, decide.envelopes()))
          .hasSize(LedgerEntry.MAX_PENDING - 1);
      int timers = decide.timers();

      decide.event(hot(LedgerEntry.MAX_PENDING));

      List<Envelope> out = decide.envelopes();
      Question question = only(Question.class, out);
      List<Decision> decisions = DecideHarness.of(Decision.class, out);
      assertThat(question.getDeadline()).isEqualTo(question.getAskedAt());
      assertThat(decisions.stream().filter(d -> d.getAction().equals("restart")))
          .extracting(Decision::getVerdict)
          .containsExactly("held", "denied");
      Decision denied = decisions.get(decisions.size() - 1);
      assertThat(denied.getReason()).startsWith("1000 questions of the entity are pending");
      assertThat(Repetition.of(denied, TestingRelease.program()).differences()).isEmpty();
      assertThat(decide.timers()).isEqualTo(timers);
      decide.approve(question, ASKED);
      assertRejected(decide, "UNKNOWN_QUESTION");
      decide.processingTime(DEADLINE);
      assertThat(DecideHarness.of(Decision.class, decide.envelopes()))
          .hasSize(LedgerEntry.MAX_PENDING);
    }
  }

  private static FeatureBundle hot(int i) {
    return TestingRelease.bundle("hot" + i, "h1", 1_000 + i, 99.5, 60.0, "critical");
  }

  @Test
  void aNewReleaseDoesNotTouchWhatIsHeld() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(ASKED)) {
      Question question = ask(decide);
      ReadRelease old = TestingRelease.read();
      Release without =
          new Release(
              "calm", "", List.of(), old.release().featureSets(), List.of(), List.of(), List.of());
      byte[] body = ReleaseFolder.canonical(without);
      decide.control(TestingRelease.release(body));
      decide.control(TestingRelease.activation(2, Digest.of(body)));
      decide.envelopes();

      decide.approve(question, ASKED + 5);

      List<Envelope> out = decide.envelopes();
      assertThat(only(Decision.class, out).getRelease()).isEqualTo(old.digest());
      assertThat(only(Action.class, out).getRelease()).isEqualTo(old.digest());
    }
  }

  /** Lets the agent ask about a restart, after its scale-out was let through. */
  private static Question ask(DecideHarness decide) throws Exception {
    ReadRelease release = TestingRelease.read();
    decide.control(TestingRelease.release(release.body()));
    decide.control(TestingRelease.activation(1, release.digest()));
    decide.event(TestingRelease.bundle("e1", "h1", 1_000, 99.5, 60.0, "critical"));
    return only(Question.class, decide.envelopes());
  }

  private static Question elsewhere() throws Exception {
    try (DecideHarness other = DecideHarness.fresh(ASKED)) {
      return ask(other);
    }
  }

  private static void assertRejected(DecideHarness decide, String reason) {
    List<Envelope> out = decide.envelopes();
    RejectedRecord rejected = only(RejectedRecord.class, out);
    assertThat(rejected.getReason()).isEqualTo(reason);
    assertThat(rejected.getValue().get(0)).isEqualTo((byte) 9);
    assertThat(DecideHarness.of(Decision.class, out)).isEmpty();
    assertThat(DecideHarness.of(Action.class, out)).isEmpty();
  }

  static <T extends SpecificRecord> T only(Class<T> type, List<Envelope> envelopes) {
    List<T> records = DecideHarness.of(type, envelopes);
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
