package dev.reeve.agents;

import dev.reeve.expression.Variables;
import dev.reeve.expression.Vocabulary;

/**
 * The values behind a {@link Vocabulary} for one input.
 *
 * @param input the input
 * @param score score of the agent; null when there is none
 * @param agent name of the agent, for policies
 * @param action action proposed, for policies
 */
public record InputVariables(AgentInput input, Double score, String agent, String action)
    implements Variables {

  private static final String MEASURE = "measure.";
  private static final String ATTRIBUTE = "attribute.";

  /** Variables of an input before there is a score or a proposal. */
  public static InputVariables of(AgentInput input) {
    return new InputVariables(input, null, null, null);
  }

  /** The same with the score. */
  public InputVariables withScore(Double value) {
    return new InputVariables(input, value, agent, action);
  }

  @Override
  public Object valueOf(String name) {
    FeatureReading feature = input.features().get(name);
    if (feature != null) {
      return feature.isPresent() ? feature.value() : null;
    }
    if (name.startsWith(MEASURE)) {
      return input.measures().get(name.substring(MEASURE.length()));
    }
    if (name.startsWith(ATTRIBUTE)) {
      return input.attributes().get(name.substring(ATTRIBUTE.length()));
    }
    return switch (name) {
      case "event.time" -> input.eventTime();
      case "event.entity" -> input.entity();
      case "event.region" -> input.region();
      case "score" -> score;
      case "agent" -> agent;
      case "action" -> action;
      default -> null;
    };
  }
}
