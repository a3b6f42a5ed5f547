package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.RuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two agents that propose the same action, each with a cool-down of its own. */
class CoolDownsTest {

  private static final Verdict ALLOWED = Verdict.ALLOWED;
  private static final Verdict COOLING_DOWN = Verdict.COOLING_DOWN;

  @Test
  void whatTheShorterLetsThroughTheLongerWaitsFor() throws Exception {
    try (ReleaseProgram program = program("long", "5m", "short", "10s")) {
      CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
      assertThat(verdicts(program, coolDowns, 1_000)).containsExactly(ALLOWED, COOLING_DOWN);
      assertThat(verdicts(program, coolDowns, 20_000)).containsExactly(COOLING_DOWN, ALLOWED);
      // The shorter one's cool-down has ended, the longer one's has not.
      assertThat(verdicts(program, coolDowns, 319_999)).containsExactly(COOLING_DOWN, ALLOWED);
      assertThat(verdicts(program, coolDowns, 619_999)).containsExactly(ALLOWED, COOLING_DOWN);
    }
  }

  @Test
  void whatAnAgentWithoutACoolDownLetsThroughOthersWaitFor() throws Exception {
    try (ReleaseProgram program = program("none", "0s", "long", "5m")) {
      CoolDowns coolDowns = CoolDowns.of((EntityCoolDowns) null);
      assertThat(verdicts(program, coolDowns, 50_000)).containsExactly(ALLOWED, COOLING_DOWN);
      // A late event neither stops the agent without one nor takes back what is noted.
      assertThat(verdicts(program, coolDowns, 1_000)).containsExactly(ALLOWED, COOLING_DOWN);
      assertThat(coolDowns.toState().getRunning().get(0).getLastEventTime()).isEqualTo(50_000);
    }
  }

  private static List<Verdict> verdicts(ReleaseProgram program, CoolDowns coolDowns, long time) {
    Situation situation =
        Situation.of(TestingRelease.bundle("e" + time, "h1", time, 95, 60, "standard"));
    return program.conclude(situation, coolDowns).stream().map(Conclusion::verdict).toList();
  }

  private static ReleaseProgram program(
      String first, String firstCoolDown, String second, String secondCoolDown) throws Exception {
    PolicyDefinition all =
        new PolicyDefinition(
            "all",
            1,
            "host",
            "",
            "",
            List.of(),
            List.of(new RuleDefinition("all", null, null, null, "allow", "", null)));
    Release release =
        new Release(
            "two",
            "",
            List.of(),
            TestingRelease.read().release().featureSets(),
            List.of(),
            List.of(agent(first, firstCoolDown), agent(second, secondCoolDown)),
            List.of(all));
    return ReleaseProgram.compile("d", release, Path.of("no-agents"));
  }

  private static AgentDefinition agent(String name, String coolDown) {
    List<ProposalDefinition> proposals =
        List.of(new ProposalDefinition("scale_out", null, Map.of(), coolDown));
    return new AgentDefinition(
        name, 1, "host", "", "host@1", null, null, null, null, proposals, null, null);
  }
}
