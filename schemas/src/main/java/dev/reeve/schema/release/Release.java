package dev.reeve.schema.release;

import java.util.List;

/**
 * An immutable bundle of feature sets, agents and policies: the unit that is tested, activated and
 * rolled back. Its identity is the SHA-256 of its canonical JSON form, see {@link ReleaseBody}.
 *
 * @param name name of the release, lower-case letters, digits and '-'
 * @param description what it is for
 * @param featureSets feature sets, in the order of the release file
 * @param agents agents, in the order of the release file
 * @param policies policies, in the order of the release file
 */
public record Release(
    String name,
    String description,
    List<FeatureSetDefinition> featureSets,
    List<AgentDefinition> agents,
    List<PolicyDefinition> policies) {

  public Release {
    description = Absent.asEmpty(description);
    featureSets = Absent.asEmpty(featureSets);
    agents = Absent.asEmpty(agents);
    policies = Absent.asEmpty(policies);
  }
}
