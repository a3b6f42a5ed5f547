package dev.reeve.agents.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.Agent;
import dev.reeve.agents.AgentInput;
import dev.reeve.agents.Argument;
import dev.reeve.agents.DeclaredAgent;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.release.Release;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An agent declared by expressions keeps the contract, and treats what is missing as stated. */
class DeclaredAgentTest extends AgentContract {

  private static final Release RELEASE = TestingRelease.read().release();

  @Override
  protected Agent agent() {
    return DeclaredAgent.compile(
            RELEASE.agents().get(0), RELEASE.featureSets().get(0), List.of(), "", problem -> {})
        .orElseThrow();
  }

  @Override
  protected Set<String> declaredActions() {
    return Set.of("scale_out", "restart");
  }

  @Override
  protected List<AgentInput> inputs() {
    return List.of(
        TestingRelease.input(99.5, 60.0, "critical"),
        TestingRelease.input(85.0, 11.0, "standard"),
        TestingRelease.input(10.0, 1.0, "standard"));
  }

  @Test
  void usageExample() {
    Evaluation evaluation = agent().evaluate(TestingRelease.input(99.5, 60.0, "critical"));

    assertThat(evaluation.triggered()).isTrue();
    assertThat(evaluation.score()).isEqualTo(0.995);
    assertThat(evaluation.proposals())
        .extracting(p -> p.action())
        .containsExactly("scale_out", "restart");
    assertThat(evaluation.proposals().get(0).parameters())
        .containsEntry("replicas", Argument.of(2L))
        .containsEntry("tier", Argument.of("critical"));
  }

  @Test
  void anAbsentAttributeMakesTheProposalThatNeedsItUndetermined() {
    AgentInput whole = TestingRelease.input(99.5, 60.0, "critical");
    AgentInput input =
        new AgentInput(
            whole.region(),
            whole.entityType(),
            whole.entity(),
            whole.eventTime(),
            whole.measures(),
            new TreeMap<>(),
            whole.features(),
            whole.violations(),
            whole.context());

    assertThat(agent().evaluate(input).proposals().get(0).undetermined())
        .isEqualTo("parameter tier: attribute.tier is missing");
  }
}
