package dev.reeve.agents;

import dev.reeve.expression.Variables;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.release.ContextDefinition;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The values behind a {@link Vocabulary} for one input.
 *
 * @param input the input
 * @param score score of the agent; null when there is none
 * @param agent name of the agent, for policies
 * @param action action proposed, for policies
 * @param context numbers about the region, as whoever asks may look them up
 */
public record InputVariables(
    AgentInput input, Double score, String agent, String action, RegionContext context)
    implements Variables {

  /** Variables of an input before there is a score or a proposal. */
  public static InputVariables of(AgentInput input) {
    return new InputVariables(input, null, null, null, input.context());
  }

  /** The same with the score. */
  public InputVariables withScore(Double value) {
    return new InputVariables(input, value, agent, action, context);
  }

  /** The same for a policy, which may look up other contexts. */
  public InputVariables withContexts(List<ContextDefinition> contexts) {
    return contexts.isEmpty()
        ? this
        : new InputVariables(input, score, agent, action, context.of(contexts));
  }

  /** A bare name is a feature that may be relied on, or nothing: see {@link Vocabulary}. */
  @Override
  public Object valueOf(String name) {
    FeatureReading feature = input.features().get(name);
    if (feature != null) {
      return feature.isFresh() ? feature.asVariable() : null;
    }
    int dot = name.indexOf('.') + 1;
    String of = name.substring(dot);
    return switch (name.substring(0, dot)) {
      case "" -> ofProposal(name);
      case Vocabulary.VALUE -> input.reading(of).asVariable();
      case Vocabulary.STATUS -> input.reading(of).status().name();
      case Vocabulary.AGE -> age(input.reading(of));
      case Vocabulary.VIOLATED -> input.violations().contains(of);
      case Vocabulary.CONTEXT -> number(of);
      case "measure." -> input.measures().get(of);
      case "attribute." -> input.attributes().get(of);
      case "event." -> ofEvent(of);
      default -> null;
    };
  }

  @Override
  public String whyMissing(String name) {
    if (name.startsWith(Vocabulary.CONTEXT)) {
      String of = name.substring(Vocabulary.CONTEXT.length());
      return name + " is " + context.value(context(of), feature(of)).getStatus();
    }
    String feature = name.substring(name.startsWith(Vocabulary.VALUE) ? name.indexOf('.') + 1 : 0);
    FeatureReading reading = input.features().get(feature);
    return reading == null ? Variables.super.whyMissing(name) : feature + " is " + reading.status();
  }

  private Double number(String name) {
    OptionalDouble number = context.number(context(name), feature(name));
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static String context(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static String feature(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private static Double age(FeatureReading reading) {
    return reading.ageMillis() < 0 ? null : reading.ageMillis() / 1_000.0;
  }

  private Object ofEvent(String name) {
    return switch (name) {
      case "time" -> input.eventTime();
      case "entity" -> input.entity();
      case "region" -> input.region();
      default -> null;
    };
  }

  private Object ofProposal(String name) {
    return switch (name) {
      case "score" -> score;
      case "agent" -> agent;
      case "action" -> action;
      default -> null;
    };
  }
}
