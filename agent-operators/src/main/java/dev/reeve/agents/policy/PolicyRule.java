package dev.reeve.agents.policy;

import dev.reeve.expression.Expression;
import dev.reeve.expression.Result;
import dev.reeve.expression.Variables;
import dev.reeve.schema.release.RuleDefinition;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a policy, compiled.
 *
 * @param definition the rule as declared
 * @param effect its effect
 * @param when its condition
 * @param deadlineMillis for require_approval: processing-time milliseconds to answer
 */
record PolicyRule(RuleDefinition definition, Effect effect, Expression when, long deadlineMillis) {

  /**
   * Judges a proposal. A condition that is undetermined denies: what cannot be judged must not
   * happen.
   *
   * @return empty when the rule does not match
   */
  Optional<Match> judge(String agent, String action, Variables variables) {
    if (!names(definition.actions(), action) || !names(definition.agents(), agent)) {
      return Optional.empty();
    }
    Result result = when.evaluate(variables);
    if (!result.isDetermined()) {
      String reason = "rule " + definition.name() + " cannot be judged: " + result.reason();
      return Optional.of(new Match(definition.name(), Effect.DENY, reason, 0));
    }
    return result.isTrue()
        ? Optional.of(new Match(definition.name(), effect, definition.reason(), deadlineMillis))
        : Optional.empty();
  }

  private static boolean names(List<String> listed, String name) {
    return listed.isEmpty() || listed.contains(name);
  }

  /** A rule that matched, with the effect that it has here. */
  record Match(String rule, Effect effect, String reason, long deadlineMillis) {}
}
