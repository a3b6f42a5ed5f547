package dev.reeve.schema.release;

import java.util.List;

/**
 * Named, versioned guardrail rules over proposed actions.
 *
 * @param name name, lower-case letters, digits and '_'
 * @param version version from 1
 * @param entityType entity type whose actions it judges
 * @param description what it guards
 * @param features feature set whose features the rules may read, as {@code name@version}; empty for
 *     none. It judges only agents that are triggered by this set, when given
 * @param contexts contexts that its rules may look up, each as {@code name@version}
 * @param rules rules; of those that match, the most restrictive effect wins
 */
public record PolicyDefinition(
    String name,
    int version,
    String entityType,
    String description,
    String features,
    List<String> contexts,
    List<RuleDefinition> rules) {

  public PolicyDefinition {
    description = Absent.asEmpty(description);
    features = Absent.asEmpty(features);
    contexts = Absent.asEmpty(contexts);
    rules = Absent.asEmpty(rules);
  }
}
