package dev.reeve.agents.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.Parameter;
import dev.reeve.schema.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P5: a decision repeats from its repeatable part and its release. */
class RepetitionTest {

  @Test
  void everyVerdictRepeatsToTheSameActionBytes() throws Exception {
    ReleaseProgram program = TestingRelease.program();
    CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
    List<LedgerEntry> entries = new ArrayList<>();
    List<FeatureBundle> bundles =
        List.of(
            TestingRelease.bundle("e1", "h1", 1_000, 99.5, 60.0, "critical"),
            TestingRelease.bundle("e2", "h1", 2_000, 99.5, 60.0, "critical"),
            TestingRelease.bundle("e3", "h1", 3_000, 85.0, 1.0, "critical"),
            TestingRelease.bundle("e4", "h1", 400_000, 93.0, 60.0, "standard"));
    for (FeatureBundle bundle : bundles) {
      Situation situation = Situation.of(bundle);
      for (Conclusion conclusion : program.conclude(situation, coolDowns)) {
        entries.add(LedgerEntry.of(situation, conclusion, program.digest()));
      }
    }
    LedgerEntry held = entries.get(1);
    entries.add(LedgerEntry.afterAnswer(held.decision(), true));
    entries.add(LedgerEntry.afterAnswer(held.decision(), false));
    entries.add(LedgerEntry.afterDeadline(held.decision()));

    assertThat(entries.stream().map(e -> e.decision().getVerdict()))
        .containsExactly(
            "allowed",
            "held",
            "cooling_down",
            "held",
            "no_action",
            "allowed",
            "allowed",
            "denied",
            "denied");
    for (LedgerEntry entry : entries) {
      Repetition repetition = Repetition.of(reread(entry.decision()), program);
      assertThat(repetition.differences()).isEmpty();
      assertThat(bytes(repetition.action())).isEqualTo(bytes(entry.action()));
    }
  }

  @Test
  void aChangedRecordDoesNotRepeat() throws Exception {
    ReleaseProgram program = TestingRelease.program();
    Situation situation =
        Situation.of(TestingRelease.bundle("e1", "h1", 1_000, 99.5, 60.0, "critical"));
    Conclusion conclusion =
        program.conclude(situation, CoolDowns.of((EntityCoolDowns) null)).get(0);
    Decision changed = LedgerEntry.of(situation, conclusion, program.digest()).decision();
    changed.setVerdict("denied");
    changed.getFeatures().get(0).setValue(98.0);

    Repetition repetition = Repetition.of(changed, program);

    assertThat(repetition.agrees()).isFalse();
    assertThat(repetition.differences()).anyMatch(d -> d.startsWith("verdict: recorded denied"));
  }

  @Test
  void aDecisionWithoutLawRepeats() {
    Situation situation =
        Situation.of(TestingRelease.bundle("e1", "h1", 1_000, 99.5, 60.0, "critical"));
    LedgerEntry entry = LedgerEntry.of(situation, Conclusion.withoutLaw(), "");

    assertThat(entry.decision().getReason()).isEqualTo("no release is in force");
    assertThat(entry.action()).isNull();
    assertThat(Repetition.of(entry.decision(), null).agrees()).isTrue();
  }

  @Test
  void aNumberAndItsTextAreDifferentArguments() {
    String number = digest(new Parameter("n", "int", "1"));
    assertThat(digest(new Parameter("n", "string", "1"))).isNotEqualTo(number);
    assertThat(digest(new Parameter("n", "int", "1"))).isEqualTo(number);
    assertThat(digest(new Parameter("ni", "nt", "1"))).isNotEqualTo(number);
  }

  private static String digest(Parameter parameter) {
    return ArgumentsDigest.of("plant", "host", "h1", "scale_out", List.of(parameter));
  }

  private static Decision reread(Decision decision) throws Exception {
    return Decision.fromByteBuffer(decision.toByteBuffer());
  }

  private static byte[] bytes(Action action) {
    return action == null ? new byte[0] : WireFormat.encode(1, action);
  }
}
