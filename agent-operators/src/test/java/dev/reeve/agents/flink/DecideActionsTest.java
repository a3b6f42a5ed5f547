package dev.reeve.agents.flink;

import static dev.reeve.agents.flink.HeldDecisionTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.agents.release.ReadRelease;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.Question;
import dev.reeve.schema.UsageRecord;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Decisions, cool-downs, releases and clean-up of the deciding operator. */
class DecideActionsTest {

  private static final ReadRelease RELEASE = TestingRelease.read();
  private static final long DAY = 86_400_000L;

  @Test
  void usageExample() throws Exception {
    try (DecideHarness decide = running()) {
      decide.event(event("e1", 1_000));

      List<Envelope> out = decide.envelopes();
      assertThat(DecideHarness.of(Decision.class, out))
          .extracting(Decision::getVerdict)
          .containsExactly("allowed", "held");
      Decision decision = DecideHarness.of(Decision.class, out).get(0);
      assertThat(decision.getScore()).isEqualTo(0.995);
      assertThat(decision.getObserved().getTopic()).isEqualTo("plant.events");
      assertThat(only(Action.class, out).getActionId()).isEqualTo(decision.getActionId());
      assertThat(only(UsageRecord.class, out).getDecisionId()).isEqualTo(decision.getDecisionId());
      assertThat(decide.account().getCounts().toString())
          .contains("decisions.allowed", "decisions.held", "\"actions\"", "\"held\"");
    }
  }

  @Test
  void withoutARleaseEachEventIsASafeDefaultThatSaysSo() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(0)) {
      decide.event(event("e1", 1_000));
      List<Envelope> out = decide.envelopes();
      assertThat(only(Decision.class, out).getVerdict()).isEqualTo("safe_default");
      assertThat(only(Decision.class, out).getReason()).isEqualTo("no release is in force");
      assertThat(DecideHarness.of(Action.class, out)).isEmpty();
    }
  }

  @Test
  void withoutTheVectorOfItsSetAnAgentFallsBackToItsSafeDefault() throws Exception {
    try (DecideHarness decide = running()) {
      FeatureBundle bundle = event("e1", 1_000);
      bundle.setVectors(List.of());
      decide.event(bundle);
      List<Envelope> out = decide.envelopes();
      assertThat(only(Decision.class, out).getReason())
          .isEqualTo("feature set host@1 is not computed as this release defines it");
      assertThat(only(Action.class, out).getName()).isEqualTo("open_incident");
    }
  }

  @Test
  void aCoolDownHoldsInEventTimeForItsEntityAlone() throws Exception {
    try (DecideHarness decide = running()) {
      decide.event(event("e1", 1_000));
      decide.event(event("e2", 300_999));
      decide.event(event("e3", 301_000));
      decide.event(TestingRelease.bundle("e1", "h2", 2_000, 99.5, 60.0, "standard"));
      assertThat(
              DecideHarness.of(Decision.class, decide.envelopes()).stream()
                  .filter(d -> d.getAction().equals("scale_out"))
                  .map(Decision::getVerdict))
          .containsExactly("allowed", "cooling_down", "allowed", "allowed");
    }
  }

  @Test
  void aCoolDownOutlivesARestore() throws Exception {
    OperatorSubtaskState state;
    try (DecideHarness decide = running()) {
      decide.event(event("e1", 1_000));
      state = decide.snapshot();
    }
    try (DecideHarness decide = DecideHarness.restored(state, 50)) {
      decide.event(event("e2", 2_000));
      List<Envelope> out = decide.envelopes();
      assertThat(DecideHarness.of(Decision.class, out).get(0).getVerdict())
          .isEqualTo("cooling_down");
      assertThat(only(Acknowledgement.class, out).getStatus()).isEqualTo("running");
    }
  }

  @Test
  void stateAndTimersGoWhenAnEntityFallsSilent() throws Exception {
    try (DecideHarness decide = running()) {
      decide.event(event("e1", 1_000));
      decide.event(event("e2", 400_000));
      assertThat(decide.keyedStates()).isPositive();
      // Both questions go with their deadline, the cool-downs with the watermark: the last ends at
      // 700,000 and is kept for the feature set's 30 days.
      decide.processingTime(600_000);
      decide.watermark(700_000 + 30 * DAY - 1);
      assertThat(decide.keyedStates()).isEqualTo(1);
      decide.watermark(700_000 + 30 * DAY);
      assertThat(decide.keyedStates()).isZero();
      assertThat(decide.timers()).isZero();
    }
  }

  @Test
  void controlRecordsInAnyOrderAndTwiceLeadToTheSameRelease() throws Exception {
    byte[] other =
        "{\"name\":\"other\",\"feature_sets\":[],\"agents\":[],\"policies\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    List<ControlRecord> records = new ArrayList<>();
    for (int copy = 0; copy < 2; copy++) {
      records.add(TestingRelease.release(other));
      records.add(TestingRelease.release(RELEASE.body()));
      records.add(TestingRelease.activation(1, Digest.of(other)));
      records.add(TestingRelease.activation(2, RELEASE.digest()));
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(records, new Random(seed));
      try (DecideHarness decide = DecideHarness.fresh(0)) {
        for (ControlRecord record : records) {
          decide.control(record);
        }
        decide.envelopes();
        decide.event(event("e1", 1_000));
        assertThat(DecideHarness.of(Decision.class, decide.envelopes()))
            .extracting(Decision::getRelease)
            .containsOnly(RELEASE.digest());
      }
    }
  }

  @Test
  void aReleaseThatCannotRunIsRefusedAndThePreviousOneStays() throws Exception {
    byte[] broken =
        """
        {"name":"broken","agents":[{"name":"a","version":1,"entity_type":"host",\
        "features":"none@1"}]}"""
            .getBytes(StandardCharsets.UTF_8);
    try (DecideHarness decide = running()) {
      decide.control(TestingRelease.release(broken));
      decide.control(TestingRelease.activation(2, Digest.of(broken)));
      Acknowledgement refused = only(Acknowledgement.class, decide.envelopes());
      assertThat(refused.getStatus()).isEqualTo("refused");
      assertThat(refused.getReason()).contains("none@1").contains("unknown feature set");

      decide.event(event("e1", 1_000));
      assertThat(DecideHarness.of(Decision.class, decide.envelopes()).get(0).getRelease())
          .isEqualTo(RELEASE.digest());
    }
  }

  @Test
  void noDecisionIsMadeOnAVectorOfAnotherDefinition() throws Exception {
    String edited =
        new String(RELEASE.body(), StandardCharsets.UTF_8)
            .replace("\"last\":\"60s\"", "\"last\":\"120s\"");
    byte[] body = edited.getBytes(StandardCharsets.UTF_8);
    long definition = DefinitionShape.fingerprint(ReleaseBody.read(body).featureSets().get(0));
    try (DecideHarness decide = running()) {
      decide.control(TestingRelease.release(body));
      decide.control(TestingRelease.activation(2, Digest.of(body)));
      decide.envelopes();

      decide.event(event("of the definition before", 1_000));
      Decision fallback = only(Decision.class, decide.envelopes());
      assertThat(fallback.getVerdict()).isEqualTo("safe_default");
      assertThat(fallback.getReason())
          .isEqualTo("feature set host@1 is not computed as this release defines it");
      assertThat(fallback.getFeatures()).isEmpty();
      ReleaseProgram program =
          ReleaseProgram.compile(Digest.of(body), ReleaseBody.read(body), Path.of("no-agents"));
      assertThat(Repetition.of(fallback, program).differences()).isEmpty();

      FeatureBundle unknown = event("of nobody knows which", 2_000);
      unknown.getVectors().get(0).setDefinition(DefinitionShape.UNKNOWN);
      decide.event(unknown);
      assertThat(only(Decision.class, decide.envelopes()).getFeatures()).isEmpty();

      FeatureBundle own = event("of its own", 3_000);
      own.getVectors().get(0).setDefinition(definition);
      decide.event(own);
      assertThat(DecideHarness.of(Decision.class, decide.envelopes()))
          .allMatch(decision -> decision.getFeatures().size() == 2);
    }
  }

  @Test
  void aForgedControlRecordIsRefused() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(0)) {
      ControlRecord forged = TestingRelease.release(RELEASE.body());
      forged.setDigest("0".repeat(64));
      decide.control(forged);
      assertThat(only(Acknowledgement.class, decide.envelopes()).getReason())
          .contains("digest is not that of its body");
    }
  }

  @Test
  void aRecordOfALaterVersionIsKeptInSilence() throws Exception {
    OperatorSubtaskState state;
    ControlRecord later = TestingRelease.control("charter", 0, new byte[] {1});
    try (DecideHarness decide = running()) {
      decide.control(later);
      assertThat(decide.envelopes()).isEmpty();
      state = decide.snapshot();
    }
    try (DecideHarness decide = DecideHarness.restored(state, 50)) {
      assertThat(decide.controlRecords()).contains(later.getRecordId());
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() throws Exception {
    assertThat(run()).isEqualTo(run());
  }

  private static List<Envelope> run() throws Exception {
    try (DecideHarness decide = running()) {
      Random random = new Random(7);
      for (int i = 0; i < 200; i++) {
        String entity = "h" + random.nextInt(5);
        double cpu = 70 + 30 * random.nextDouble();
        decide.event(
            TestingRelease.bundle("e" + i, entity, i * 10_000L, cpu, random.nextInt(60), "x"));
        if (i % 20 == 19) {
          List<Envelope> out = decide.envelopes();
          for (Question question : DecideHarness.of(Question.class, out)) {
            decide.approve(question, 1);
          }
        }
      }
      return decide.envelopes();
    }
  }

  private static FeatureBundle event(String id, long time) {
    return TestingRelease.bundle(id, "h1", time, 99.5, 60.0, "critical");
  }

  private static DecideHarness running() throws Exception {
    DecideHarness decide = DecideHarness.fresh(0);
    decide.control(TestingRelease.release(RELEASE.body()));
    decide.control(TestingRelease.activation(1, RELEASE.digest()));
    assertThat(only(Acknowledgement.class, decide.envelopes()).getStatus()).isEqualTo("running");
    return decide;
  }
}
