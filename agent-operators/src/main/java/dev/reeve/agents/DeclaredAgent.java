package dev.reeve.agents;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.Result;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Variables;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.ProposalDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An agent that a release declares by CEL expressions: score, then trigger, then proposals.
 *
 * <p>What is missing decides: an undetermined trigger does not fire, an undetermined score is none,
 * an undetermined condition proposes nothing, an undetermined argument denies its proposal.
 */
public final class DeclaredAgent implements Agent {

  private final NamedExpressions variables;
  private final Expression score;
  private final Expression trigger;
  private final List<DeclaredProposal> proposals;

  private DeclaredAgent(
      NamedExpressions variables,
      Expression score,
      Expression trigger,
      List<DeclaredProposal> proposals) {
    this.variables = variables;
    this.score = score;
    this.trigger = trigger;
    this.proposals = proposals;
  }

  /**
   * Compiles an agent.
   *
   * @param set feature set that triggers it
   * @param contexts contexts that it may look up
   * @param path JSON pointer of the agent in its release
   * @param problems takes all that does not compile
   * @return empty when there were problems
   */
  public static Optional<DeclaredAgent> compile(
      AgentDefinition agent,
      FeatureSetDefinition set,
      List<ContextDefinition> contexts,
      String path,
      Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    NamedExpressions variables =
        NamedExpressions.compile(
            agent.variables(), Vocabulary.ofEvent(set, contexts), path + "/variables", found::add);
    ExpressionCompiler onEvent = new ExpressionCompiler(variables.scope());
    Expression score =
        agent.score().isEmpty()
            ? null
            : ExpressionPlace.compile(
                    onEvent,
                    agent.score(),
                    EnumSet.of(ValueType.DOUBLE),
                    path + "/score",
                    found::add)
                .orElse(null);
    Expression trigger =
        ExpressionPlace.compile(
                onEvent, agent.trigger(), EnumSet.of(ValueType.BOOL), path + "/trigger", found::add)
            .orElse(null);
    ExpressionCompiler onScore =
        new ExpressionCompiler(
            agent.score().isEmpty() ? variables.scope() : Vocabulary.withScore(variables.scope()));
    List<DeclaredProposal> proposals = new ArrayList<>();
    for (int i = 0; i < agent.proposals().size(); i++) {
      proposals.add(
          DeclaredProposal.compile(
              agent.proposals().get(i), onScore, path + "/proposals/" + i, found::add));
    }
    found.forEach(problems);
    return found.isEmpty()
        ? Optional.of(new DeclaredAgent(variables, score, trigger, proposals))
        : Optional.empty();
  }

  @Override
  public Evaluation evaluate(AgentInput input) {
    InputVariables plain = InputVariables.of(input);
    Variables onEvent = variables.over(plain);
    Double points = score == null ? null : finite(score.evaluate(onEvent));
    if (!trigger.evaluate(onEvent).isTrue()) {
      return Evaluation.notTriggered(points);
    }
    Variables onScore = variables.over(plain.withScore(points));
    List<Proposal> proposed = new ArrayList<>();
    for (DeclaredProposal proposal : proposals) {
      proposal.propose(onScore).ifPresent(proposed::add);
    }
    return new Evaluation(true, points, proposed);
  }

  private static Double finite(Result result) {
    return result.value() instanceof Double value && Double.isFinite(value) ? value : null;
  }

  /** One declared proposal: its condition and the expressions of its arguments. */
  private record DeclaredProposal(
      String action, Expression when, SortedMap<String, Expression> parameters) {

    private static final Set<ValueType> ANY = EnumSet.allOf(ValueType.class);

    static DeclaredProposal compile(
        ProposalDefinition definition,
        ExpressionCompiler compiler,
        String path,
        Consumer<Problem> problems) {
      Expression when =
          ExpressionPlace.compile(
                  compiler, definition.when(), EnumSet.of(ValueType.BOOL), path + "/when", problems)
              .orElse(null);
      SortedMap<String, Expression> parameters = new TreeMap<>();
      for (Map.Entry<String, String> parameter : definition.parameters().entrySet()) {
        ExpressionPlace.compile(
                compiler,
                parameter.getValue(),
                ANY,
                path + "/parameters/" + parameter.getKey(),
                problems)
            .ifPresent(expression -> parameters.put(parameter.getKey(), expression));
      }
      return new DeclaredProposal(definition.action(), when, parameters);
    }

    Optional<Proposal> propose(Variables variables) {
      if (!when.evaluate(variables).isTrue()) {
        return Optional.empty();
      }
      SortedMap<String, Argument> arguments = new TreeMap<>();
      for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
        Result result = parameter.getValue().evaluate(variables);
        if (!result.isDetermined()) {
          String reason = "parameter " + parameter.getKey() + ": " + result.reason();
          return Optional.of(new Proposal(action, arguments, reason));
        }
        arguments.put(parameter.getKey(), Argument.ofValue(result.value()));
      }
      return Optional.of(new Proposal(action, arguments));
    }
  }
}
