package dev.reeve.schema.release;

import java.util.List;
import java.util.Map;

/**
 * A named, versioned decision function over feature vectors, declared by expressions or written in
 * Java.
 *
 * @param name name, lower-case letters, digits and '_'
 * @param version version from 1
 * @param entityType entity type that it decides about
 * @param description what it is for
 * @param features feature set that triggers it, as {@code name@version}
 * @param contexts contexts that its expressions may look up, each as {@code name@version}
 * @param variables CEL by name: values that the agent's other expressions, and each other, may use;
 *     no variable may need itself
 * @param trigger CEL, bool: whether this event is evaluated at all; default true
 * @param score CEL, double: written into every decision record; none by default
 * @param proposals actions that it may propose, in order
 * @param safeDefault what happens where policy or the lack of law calls for it; nothing by default
 * @param java the agent's Java class, in place of trigger, score and the proposals' expressions
 */
public record AgentDefinition(
    String name,
    int version,
    String entityType,
    String description,
    String features,
    List<String> contexts,
    Map<String, String> variables,
    String trigger,
    String score,
    List<ProposalDefinition> proposals,
    SafeDefault safeDefault,
    JavaAgent java) {

  public AgentDefinition {
    description = Absent.asEmpty(description);
    contexts = Absent.asEmpty(contexts);
    variables = Absent.asEmpty(variables);
    trigger = trigger == null ? "true" : trigger;
    score = Absent.asEmpty(score);
    proposals = Absent.asEmpty(proposals);
    safeDefault = safeDefault == null ? SafeDefault.NOTHING : safeDefault;
  }
}
