package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.FeatureBundle;
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
      CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
      assertThat(verdict(program, coolDowns, 1_000)).isEqualTo(Verdict.SAFE_DEFAULT);
      assertThat(verdict(program, coolDowns, 300_999)).isEqualTo(Verdict.COOLING_DOWN);
      assertThat(verdict(program, coolDowns, 301_000)).isEqualTo(Verdict.SAFE_DEFAULT);
    }
  }

  @Test
  void oneThatActsBecauseTheAgentCannotCoolsDownToo() throws Exception {
    try (ReleaseProgram program = TestingRelease.program()) {
      CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
      assertThat(blind(program, coolDowns, 1_000).verdict()).isEqualTo(Verdict.SAFE_DEFAULT);
      Conclusion second = blind(program, coolDowns, 300_999);
      assertThat(second.verdict()).isEqualTo(Verdict.COOLING_DOWN);
      assertThat(second.reason())
          .contains("feature set host@1 is not computed as this release defines it")
          .contains("open_incident was let through at 1000, its cool-down lasts 300000 ms");
      assertThat(blind(program, coolDowns, 301_000).verdict()).isEqualTo(Verdict.SAFE_DEFAULT);
    }
  }

  @Test
  void oneThatActsForAnActionDoesNotActAgainWhenTheAgentCannot() throws Exception {
    try (ReleaseProgram program = ReleaseProgram.compile("d", release(), Path.of("no-agents"))) {
      CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
      assertThat(verdict(program, coolDowns, 1_000)).isEqualTo(Verdict.SAFE_DEFAULT);
      assertThat(blind(program, coolDowns, 2_000).verdict()).isEqualTo(Verdict.COOLING_DOWN);
    }
  }

  private static Conclusion blind(ReleaseProgram program, CoolDowns coolDowns, long time) {
    FeatureBundle bundle = TestingRelease.bundle("e" + time, "h1", time, 95, 60, "standard");
    bundle.setVectors(List.of());
    return program.conclude(Situation.of(bundle), coolDowns).get(0);
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
            List.of(),
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
        sound.name(),
        sound.description(),
        List.of(),
        sound.featureSets(),
        List.of(),
        sound.agents(),
        policies);
  }
}
