package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.FeatureBundle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Are agents asked about silences of their own set, and not about events that it refused? */
class AbsenceTest {

  @Test
  void agentsOfASetThatRefusedTheEventAreNotAsked() throws Exception {
    FeatureBundle bundle = TestingRelease.bundle("e1", "h1", 1_000, 95, 1, "web");
    assertThat(conclude(bundle)).isNotEmpty();

    bundle.setVectors(List.of());
    assertThat(conclude(bundle))
        .as("without a vector and a reason the safe default")
        .extracting(Conclusion::verdict)
        .containsExactly(Verdict.SAFE_DEFAULT);

    bundle.setRefused(List.of("host@1"));
    assertThat(conclude(bundle)).isEmpty();
  }

  @Test
  void aSilenceConcernsItsOwnSetAlone() throws Exception {
    FeatureBundle bundle = silence();
    assertThat(conclude(bundle)).isNotEmpty();
    bundle.getVectors().get(0).setFeatureSet("another");
    assertThat(conclude(bundle)).isEmpty();
  }

  @Test
  void aDecisionAboutASilenceHasItsCauseAndRepeats() throws Exception {
    try (ReleaseProgram program = TestingRelease.program()) {
      Situation situation = Situation.of(silence());
      Conclusion conclusion =
          program.conclude(situation, CoolDowns.of((EntityCoolDowns) null)).get(0);
      Decision decision = LedgerEntry.of(situation, conclusion, program.digest()).decision();
      assertThat(decision.getCauseKind()).isEqualTo("silence");
      assertThat(decision.getCauseId()).isEqualTo("silence/host@1/1000");
      assertThat(Repetition.of(decision, program).differences()).isEmpty();
    }
  }

  private static FeatureBundle silence() {
    FeatureBundle bundle = TestingRelease.bundle("", "h1", 61_000, 95, 1, "web");
    bundle.setCauseKind("silence");
    bundle.setCauseId("silence/host@1/1000");
    return bundle;
  }

  private static List<Conclusion> conclude(FeatureBundle bundle) throws Exception {
    try (ReleaseProgram program = TestingRelease.program()) {
      return program.conclude(Situation.of(bundle), CoolDowns.of((EntityCoolDowns) null));
    }
  }
}
