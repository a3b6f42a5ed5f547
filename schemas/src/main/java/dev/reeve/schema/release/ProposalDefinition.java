package dev.reeve.schema.release;

import java.util.Map;

/**
 * An action that an agent may propose.
 *
 * @param action name of the action
 * @param when CEL, bool: whether it is proposed; default true
 * @param parameters CEL by parameter name: string, int, double or bool
 * @param coolDown event time during which the same action is not let through again for the same
 *     entity, as {@link Span} text; default 0s
 */
public record ProposalDefinition(
    String action, String when, Map<String, String> parameters, String coolDown) {

  public ProposalDefinition {
    when = when == null ? "true" : when;
    parameters = Absent.asEmpty(parameters);
    coolDown = coolDown == null ? "0s" : coolDown;
  }
}
