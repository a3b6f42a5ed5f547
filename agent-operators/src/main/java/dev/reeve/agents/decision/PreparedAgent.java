package dev.reeve.agents.decision;

import dev.reeve.agents.Agent;
import dev.reeve.agents.AgentInput;
import dev.reeve.agents.Evaluation;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent of a release with what its definition says about it, ready to be evaluated. */
final class PreparedAgent {

  private final AgentDefinition definition;
  private final FeatureSetDefinition set;
  private final long fingerprint;
  private final List<ContextDefinition> contexts;
  private final Agent agent;
  private final Map<String, Long> coolDownMillis = new HashMap<>();
  private final long longestMillis;
  private final long keepMillis;

  PreparedAgent(
      AgentDefinition definition,
      FeatureSetDefinition set,
      List<ContextDefinition> contexts,
      Agent agent) {
    this.definition = definition;
    this.set = set;
    this.fingerprint = DefinitionShape.fingerprint(set);
    this.contexts = List.copyOf(contexts);
    this.agent = agent;
    this.keepMillis = Span.millis(set.ttl());
    for (ProposalDefinition proposal : definition.proposals()) {
      coolDownMillis.merge(proposal.action(), Span.millis(proposal.coolDown()), Math::max);
    }
    this.longestMillis = coolDownMillis.values().stream().reduce(0L, Math::max);
  }

  AgentDefinition definition() {
    return definition;
  }

  FeatureSetDefinition set() {
    return set;
  }

  /** Fingerprint of its feature set, which vectors for it name. */
  long fingerprint() {
    return fingerprint;
  }

  /** Contexts that it may look up. */
  List<ContextDefinition> contexts() {
    return contexts;
  }

  /** Event time for which a cool-down is kept after its end: as long as the entity's features. */
  long keepMillis() {
    return keepMillis;
  }

  /** Length of a proposed action's cool-down in event time. */
  long coolDownMillis(String action) {
    return coolDownMillis.get(action);
  }

  /** The longest cool-down of the agent's proposals in event time: that of its safe default. */
  long longestMillis() {
    return longestMillis;
  }

  /** The longest cool-down in event time of each action that may leave. */
  Map<String, Long> longestByAction() {
    Map<String, Long> longest = new HashMap<>(coolDownMillis);
    longest.merge(definition.safeDefault().action(), longestMillis, Math::max);
    return longest;
  }

  /**
   * Evaluates the agent and holds it to its contract.
   *
   * @throws AgentFailure if it throws or breaks the contract
   */
  Evaluation evaluate(AgentInput input) throws AgentFailure {
    Evaluation evaluation;
    try {
      evaluation = agent.evaluate(input);
    } catch (Throwable e) {
      if (isOfTheProcess(e)) {
        throw e;
      }
      throw new AgentFailure("the agent failed: " + e.getClass().getName());
    }
    Optional<String> breach = AgentBounds.breach(evaluation, coolDownMillis.keySet());
    if (breach.isPresent()) {
      throw new AgentFailure(breach.get());
    }
    return evaluation;
  }

  /** Whether what was thrown concerns the process or its end, whatever the agent did. */
  private static boolean isOfTheProcess(Throwable e) {
    return (e instanceof VirtualMachineError && !(e instanceof StackOverflowError))
        || e instanceof ThreadDeath
        || e instanceof InterruptedException;
  }

  /** Why an evaluation cannot be used; it has no stack trace, since it is part of normal flow. */
  static final class AgentFailure extends Exception {
    private static final long serialVersionUID = 1L;

    AgentFailure(String message) {
      super(message, null, false, false);
    }
  }
}
