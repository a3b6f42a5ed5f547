package dev.reeve.agents.contract;

import dev.reeve.agents.Agent;
import dev.reeve.agents.AgentInput;
import dev.reeve.agents.Argument;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.Proposal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** An agent in Java as a user would write it: scales out a busy host. */
public final class SampleAgent implements Agent {

  @Override
  public Evaluation evaluate(AgentInput input) {
    OptionalDouble cpu = input.feature("cpu_mean");
    if (cpu.isEmpty()) {
      return Evaluation.notTriggered(null);
    }
    double score = cpu.getAsDouble() / 100.0;
    if (score <= 0.8) {
      return Evaluation.notTriggered(score);
    }
    Map<String, Argument> arguments = Map.of("replicas", Argument.of(score > 0.95 ? 2L : 1L));
    return new Evaluation(true, score, List.of(new Proposal("scale_out", arguments)));
  }
}
