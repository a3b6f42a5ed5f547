package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.RuleDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a safe default leaves behind when policy calls for it. */
class SafeDefaultTest {

  @Test
  void oneThatActsCoolsDownLikeTheActionItStandsFor() throws Exception {
    try (ReleaseProgram program = ReleaseProgram.compile("d", release(), Path.of("no-agents"))) {
      CoolDowns coolDowns = CoolDowns.of((dev.reeve.schema.EntityCoolDowns) null);
      assertThat(verdict(program, coolDowns, 1_000)).isEqualTo(Verdict.SAFE_DEFAULT);
      assertThat(verdict(program, coolDowns, 300_999)).isEqualTo(Verdict.COOLING_DOWN);
      assertThat(verdict(program, coolDowns, 301_000)).isEqualTo(Verdict.SAFE_DEFAULT);
    }
  }

  private static Verdict verdict(ReleaseProgram program, CoolDowns coolDowns, long time) {
    Situation situation =
        Situation.of(TestingRelease.bundle("e" + time, "h1", time, 95, 60, "standard"));
    return program.conclude(situation, coolDowns).get(0).verdict();
  }

  private static Release release() {
    Release sound = TestingRelease.read().release();
    List<PolicyDefinition> policies = new ArrayList<>(sound.policies());
    policies.add(
        new PolicyDefinition(
            "no_scaling",
            1,
            "host",
            "",
            "host@1",
            List.of(
                new RuleDefinition(
                    "nothing to scale",
                    List.of("scale_out"),
                    null,
                    null,
                    "safe_default",
                    "",
                    null))));
    return new Release(
        sound.name(), sound.description(), sound.featureSets(), sound.agents(), policies);
  }
}
