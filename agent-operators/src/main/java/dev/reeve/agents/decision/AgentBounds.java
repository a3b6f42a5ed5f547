package dev.reeve.agents.decision;

import dev.reeve.agents.Agent;
import dev.reeve.agents.Argument;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.Proposal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an evaluation must keep so that it can be recorded, whatever code it comes from. */
final class AgentBounds {

  private AgentBounds() {}

  /**
   * Holds an evaluation against the bounds.
   *
   * @param evaluation null where the agent gave none
   * @param declared actions that the agent's definition declares
   * @return what breaks them and what is allowed; empty when nothing does
   */
  static Optional<String> breach(Evaluation evaluation, Set<String> declared) {
    if (evaluation == null) {
      return Optional.of("the agent gave no evaluation");
    }
    if (evaluation.score() != null && !Double.isFinite(evaluation.score())) {
      return Optional.of("the agent's score is " + evaluation.score());
    }
    if (evaluation.proposals().size() > Agent.MAX_PROPOSALS) {
      return Optional.of(
          "the agent proposed %d actions, allowed are %d"
              .formatted(evaluation.proposals().size(), Agent.MAX_PROPOSALS));
    }
    return evaluation.proposals().stream()
        .flatMap(proposal -> breach(proposal, declared).stream())
        .findFirst();
  }

  private static Optional<String> breach(Proposal proposal, Set<String> declared) {
    if (proposal.action() == null || !declared.contains(proposal.action())) {
      return Optional.of("the agent proposed an action that its definition does not declare");
    }
    String of = "the agent gave '" + proposal.action() + "' ";
    if (proposal.undetermined() == null) {
      return Optional.of(of + "null for why it is undetermined, allowed is text");
    }
    if (proposal.undetermined().length() > Agent.MAX_TEXT) {
      return Optional.of(
          "%sa reason of %d characters, allowed are %d"
              .formatted(of, proposal.undetermined().length(), Agent.MAX_TEXT));
    }
    if (proposal.parameters().size() > Agent.MAX_PARAMETERS) {
      return Optional.of(
          "%s%d parameters, allowed are %d"
              .formatted(of, proposal.parameters().size(), Agent.MAX_PARAMETERS));
    }
    return proposal.parameters().entrySet().stream()
        .flatMap(parameter -> breach(parameter).stream())
        .map(breach -> of + breach)
        .findFirst();
  }

  private static Optional<String> breach(Map.Entry<String, Argument> parameter) {
    if (parameter.getKey().length() > Agent.MAX_TEXT) {
      return Optional.of(
          "a parameter's name of %d characters, allowed are %d"
              .formatted(parameter.getKey().length(), Agent.MAX_TEXT));
    }
    String of = "the parameter '" + parameter.getKey() + "' ";
    Argument argument = parameter.getValue();
    if (argument == null || argument.kind() == null || argument.text() == null) {
      return Optional.of(of + "no argument, kind or text");
    }
    if (!Argument.KINDS.contains(argument.kind())) {
      return Optional.of(of + "another kind than string, int, double or bool");
    }
    if (argument.text().length() > Agent.MAX_TEXT) {
      return Optional.of(
          "%s%d characters, allowed are %d"
              .formatted(of, argument.text().length(), Agent.MAX_TEXT));
    }
    return Optional.empty();
  }
}
