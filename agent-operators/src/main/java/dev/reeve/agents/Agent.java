package dev.reeve.agents;

/**
 * A decision function: why an action is proposed is read here. It is pure: the same input gives the
 * same evaluation, in every call and every JVM; it keeps nothing between calls, looks at no clock,
 * and bears any feature, measure or attribute being missing. {@code
 * dev.reeve.agents.contract.AgentContract} tests this.
 *
 * <p>An agent written in Java has a public constructor without parameters. It proposes only actions
 * that its definition in the release declares.
 */
@FunctionalInterface
public interface Agent {

  /** Most proposals that one evaluation may hold. */
  int MAX_PROPOSALS = 16;

  /** Most parameters that one proposal may hold. */
  int MAX_PARAMETERS = 32;

  /** Most characters of a parameter's name, an argument's text or a reason. */
  int MAX_TEXT = 4_096;

  /** Scores the input, says whether it triggers, and proposes actions. */
  Evaluation evaluate(AgentInput input);
}
