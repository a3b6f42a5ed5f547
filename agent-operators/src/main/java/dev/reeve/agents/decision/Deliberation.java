package dev.reeve.agents.decision;

import dev.reeve.agents.AgentInput;
import dev.reeve.agents.Argument;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.InputVariables;
import dev.reeve.agents.Proposal;
import dev.reeve.agents.policy.Judgement;
import dev.reeve.agents.policy.Policies;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.CoolDown;
import dev.reeve.schema.FeatureValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One agent's way from a situation to its conclusions: score, trigger, proposals; for each proposal
 * cool-down, then policy, then verdict. A proposal that is cooling down is not shown to policy. A
 * safe default that acts cools down too, whatever called for it: under its own name, for as long as
 * the longest cool-down of the agent's proposals.
 */
final class Deliberation {

  private final PreparedAgent agent;
  private final Policies policies;
  private final Situation situation;
  private final List<FeatureValue> features;
  private final SortedSet<String> violations;
  private final SortedMap<String, ContextValue> lookedUp = new TreeMap<>();
  private final AgentInput input;
  private final Evaluation evaluation;
  private final String failure;

  Deliberation(PreparedAgent agent, Policies policies, Situation situation) {
    this.agent = agent;
    this.policies = policies;
    this.situation = situation;
    Optional<List<FeatureValue>> found = situation.features(agent.set(), agent.fingerprint());
    this.features = found.orElse(List.of());
    this.violations = situation.violations(agent.set(), agent.fingerprint());
    this.input =
        situation.input(features, violations, situation.context(agent.contexts(), lookedUp));
    Evaluation made = Evaluation.notTriggered(null);
    String why = "";
    if (found.isEmpty()) {
      why = "feature set " + agent.set().id() + " is not computed as this release defines it";
    } else {
      try {
        made = agent.evaluate(input);
      } catch (PreparedAgent.AgentFailure e) {
        why = e.getMessage();
      }
    }
    this.evaluation = made;
    this.failure = why;
  }

  /**
   * All conclusions, in the order of the proposals; each starts its cool-down for the next.
   *
   * @param longest longest cool-down of each action over all agents of the release
   */
  List<Conclusion> conclude(CoolDowns coolDowns, Map<String, Long> longest) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (int ordinal = 0; ordinal < count(); ordinal++) {
      Conclusion conclusion = at(ordinal, coolDowns.asOf(situation.eventTime()));
      for (String action : letThrough(conclusion)) {
        coolDowns.start(action, situation.eventTime(), longest.get(action), agent.keepMillis());
      }
      conclusions.add(conclusion);
    }
    return conclusions;
  }

  /** A safe default that acts counts for the action that it stands for as well. */
  private static List<String> letThrough(Conclusion conclusion) {
    String fallback = conclusion.safeDefault().action();
    return switch (conclusion.verdict()) {
      case ALLOWED, HELD -> List.of(conclusion.action());
      case SAFE_DEFAULT ->
          Stream.of(conclusion.action(), fallback)
              .filter(action -> !action.isEmpty() && !fallback.isEmpty())
              .toList();
      default -> List.of();
    };
  }

  /** How many conclusions there are. */
  int count() {
    if (!failure.isEmpty()) {
      return 1;
    }
    return evaluation.triggered() ? Math.max(1, evaluation.proposals().size()) : 0;
  }

  /**
   * The conclusion about one proposal.
   *
   * @param ordinal position of the proposal, below {@link #count()}
   * @param coolDowns cool-downs that it finds
   */
  Conclusion at(int ordinal, List<CoolDown> coolDowns) {
    if (!failure.isEmpty()) {
      return fallback(0, coolDowns, null, because(failure), lookedUp);
    }
    if (evaluation.proposals().isEmpty()) {
      Judgement judgement = because("the agent proposed nothing");
      return conclusion(0, coolDowns, null, Verdict.NO_ACTION, judgement, lookedUp);
    }
    Proposal proposal = evaluation.proposals().get(ordinal);
    if (!proposal.undetermined().isEmpty()) {
      Judgement judgement = because(proposal.undetermined());
      return conclusion(ordinal, coolDowns, proposal, Verdict.DENIED, judgement, lookedUp);
    }
    Optional<String> cooling =
        cooling(proposal.action(), agent.coolDownMillis(proposal.action()), coolDowns);
    if (cooling.isPresent()) {
      Judgement judgement = because(cooling.get());
      return conclusion(ordinal, coolDowns, proposal, Verdict.COOLING_DOWN, judgement, lookedUp);
    }
    SortedMap<String, ContextValue> quotes = new TreeMap<>(lookedUp);
    Judgement judgement =
        policies.judge(
            agent.set().id(),
            new InputVariables(
                input,
                evaluation.score(),
                agent.definition().name(),
                proposal.action(),
                situation.context(List.of(), quotes)));
    return switch (judgement.effect()) {
      case ALLOW -> conclusion(ordinal, coolDowns, proposal, Verdict.ALLOWED, judgement, quotes);
      case REQUIRE_APPROVAL ->
          conclusion(ordinal, coolDowns, proposal, Verdict.HELD, judgement, quotes);
      case SAFE_DEFAULT -> fallback(ordinal, coolDowns, proposal, judgement, quotes);
      case DENY -> conclusion(ordinal, coolDowns, proposal, Verdict.DENIED, judgement, quotes);
    };
  }

  private Conclusion fallback(
      int ordinal,
      List<CoolDown> coolDowns,
      Proposal proposal,
      Judgement judgement,
      SortedMap<String, ContextValue> quotes) {
    String action = agent.definition().safeDefault().action();
    Optional<String> cooling = cooling(action, agent.longestMillis(), coolDowns);
    if (cooling.isEmpty()) {
      return conclusion(ordinal, coolDowns, proposal, Verdict.SAFE_DEFAULT, judgement, quotes);
    }
    String reason = judgement.reason() + "; " + cooling.get();
    Judgement waiting = new Judgement(judgement.effect(), reason, 0, judgement.rules());
    return conclusion(ordinal, coolDowns, proposal, Verdict.COOLING_DOWN, waiting, quotes);
  }

  private Optional<String> cooling(String action, long length, List<CoolDown> coolDowns) {
    if (length == 0) {
      // An event that is older than the last one let through would be within any length.
      return Optional.empty();
    }
    return coolDowns.stream()
        .filter(last -> last.getAction().equals(action))
        .filter(last -> situation.eventTime() - last.getLastEventTime() < length)
        .map(
            last ->
                "%s was let through at %d, its cool-down lasts %d ms"
                    .formatted(action, last.getLastEventTime(), length))
        .findFirst();
  }

  private static Judgement because(String reason) {
    return new Judgement(null, reason, 0, List.of());
  }

  private Conclusion conclusion(
      int ordinal,
      List<CoolDown> coolDowns,
      Proposal proposal,
      Verdict verdict,
      Judgement judgement,
      SortedMap<String, ContextValue> quotes) {
    SortedMap<String, Argument> none = new TreeMap<>();
    return new Conclusion(
        agent.definition(),
        ordinal,
        features,
        List.copyOf(violations),
        List.copyOf(quotes.values()),
        coolDowns,
        evaluation.score(),
        proposal == null ? "" : proposal.action(),
        proposal == null ? none : proposal.parameters(),
        verdict,
        judgement.reason(),
        judgement.rules(),
        judgement.deadlineMillis());
  }
}
