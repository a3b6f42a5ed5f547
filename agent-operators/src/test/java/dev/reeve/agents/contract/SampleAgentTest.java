package dev.reeve.agents.contract;

import dev.reeve.agents.Agent;
import dev.reeve.agents.AgentInput;
import dev.reeve.agents.TestingRelease;
import java.util.List;
import java.util.Set;

/** An agent in Java keeps the contract. */
class SampleAgentTest extends AgentContract {

  @Override
  protected Agent agent() {
    return new SampleAgent();
  }

  @Override
  protected Set<String> declaredActions() {
    return Set.of("scale_out");
  }

  @Override
  protected List<AgentInput> inputs() {
    return List.of(
        TestingRelease.input(99.0, 60.0, "critical"), TestingRelease.input(10.0, 1.0, "standard"));
  }
}
