package dev.reeve.agents.policy;

import dev.reeve.agents.InputVariables;
import dev.reeve.schema.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All policies of a release. Of the rules that match a proposal the most restrictive wins; where
 * none matches, the proposal is denied.
 *
 * @param policies policies, in the order of the release
 */
public record Policies(List<Policy> policies) {

  public Policies {
    policies = List.copyOf(policies);
  }

  /**
   * Judges a proposal.
   *
   * @param features feature set that triggered the agent, as {@code name@version}
   * @param variables the input, its score, the agent and the action
   */
  public Judgement judge(String features, InputVariables variables) {
    List<RuleResult> rules = new ArrayList<>();
    Effect effect = null;
    String reason = "no policy matches";
    long deadline = Long.MAX_VALUE;
    for (Policy policy : policies) {
      if (!applies(policy, features, variables.input().entityType())) {
        continue;
      }
      InputVariables own = variables.withContexts(policy.contexts());
      for (PolicyRule rule : policy.rules()) {
        Optional<PolicyRule.Match> matched = rule.judge(own.agent(), own.action(), own);
        if (matched.isEmpty()) {
          continue;
        }
        PolicyRule.Match match = matched.get();
        String name = policy.definition().name();
        rules.add(
            new RuleResult(
                name,
                policy.definition().version(),
                match.rule(),
                match.effect().text(),
                match.reason()));
        if (match.effect() == Effect.REQUIRE_APPROVAL) {
          deadline = Math.min(deadline, match.deadlineMillis());
        }
        if (effect == null || match.effect().compareTo(effect) > 0) {
          effect = match.effect();
          reason = match.reason().isEmpty() ? name + "/" + match.rule() : match.reason();
        }
      }
    }
    Effect outcome = effect == null ? Effect.DENY : effect;
    return new Judgement(
        outcome, reason, outcome == Effect.REQUIRE_APPROVAL ? deadline : 0, List.copyOf(rules));
  }

  /** Types of entities that a policy with contexts judges actions about. */
  public Set<String> entityTypesWithContexts() {
    return policies.stream()
        .filter(policy -> !policy.contexts().isEmpty())
        .map(policy -> policy.definition().entityType())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean applies(Policy policy, String features, String entityType) {
    String read = policy.definition().features();
    return policy.definition().entityType().equals(entityType)
        && (read.isEmpty() || read.equals(features));
  }
}
