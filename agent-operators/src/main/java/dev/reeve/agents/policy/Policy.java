package dev.reeve.agents.policy;

import dev.reeve.agents.ExpressionPlace;
import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.RuleDefinition;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Guardrail rules over proposed actions, compiled. */
public final class Policy {

  private static final String LONGEST_DEADLINE = "30d";

  private final PolicyDefinition definition;
  private final List<ContextDefinition> contexts;
  private final List<PolicyRule> rules;

  private Policy(
      PolicyDefinition definition, List<ContextDefinition> contexts, List<PolicyRule> rules) {
    this.definition = definition;
    this.contexts = List.copyOf(contexts);
    this.rules = rules;
  }

  /**
   * Compiles a policy.
   *
   * @param set feature set whose features the rules may read; null for none
   * @param contexts contexts that the rules may look up
   * @param path JSON pointer of the policy in its release
   * @param problems takes all that does not compile
   * @return empty when there were problems
   */
  public static Optional<Policy> compile(
      PolicyDefinition policy,
      FeatureSetDefinition set,
      List<ContextDefinition> contexts,
      String path,
      Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    ExpressionCompiler compiler = new ExpressionCompiler(Vocabulary.ofPolicy(set, contexts));
    List<PolicyRule> rules = new ArrayList<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      RuleDefinition rule = policy.rules().get(i);
      String place = path + "/rules/" + i;
      Optional<Effect> effect = Effect.of(rule.effect());
      if (effect.isEmpty()) {
        String message = "unknown effect, allowed: " + String.join(", ", Effect.names());
        found.add(new Problem(place + "/effect", rule.effect(), message));
      }
      Optional<Expression> when =
          ExpressionPlace.compile(
              compiler, rule.when(), EnumSet.of(ValueType.BOOL), place + "/when", found::add);
      Optional<Long> deadline = deadline(rule, place, found::add);
      if (effect.isPresent() && when.isPresent() && deadline.isPresent()) {
        rules.add(new PolicyRule(rule, effect.get(), when.get(), deadline.get()));
      }
    }
    found.forEach(problems);
    return found.isEmpty() ? Optional.of(new Policy(policy, contexts, rules)) : Optional.empty();
  }

  private static Optional<Long> deadline(
      RuleDefinition rule, String place, Consumer<Problem> problems) {
    try {
      long millis = Span.millis(rule.deadline());
      if (millis > 0 && millis <= Span.millis(LONGEST_DEADLINE)) {
        return Optional.of(millis);
      }
      String message = "a deadline is longer than zero and at most " + LONGEST_DEADLINE;
      problems.accept(new Problem(place + "/deadline", rule.deadline(), message));
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.accept(
          new Problem(place + "/deadline", rule.deadline(), "a length of time is " + Span.FORM));
    }
    return Optional.empty();
  }

  PolicyDefinition definition() {
    return definition;
  }

  /** Contexts that its rules may look up. */
  List<ContextDefinition> contexts() {
    return contexts;
  }

  List<PolicyRule> rules() {
    return rules;
  }
}
