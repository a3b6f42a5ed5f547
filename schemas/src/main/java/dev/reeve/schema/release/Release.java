package dev.reeve.schema.release;

import java.util.List;

/**
 * An immutable bundle of feature sets, agents and policies: the unit that is tested, activated and
 * rolled back. Its identity is the SHA-256 of its canonical JSON form, see {@link ReleaseBody}.
 *
 * @param name name of the release, lower-case letters, digits and '-'
 * @param description what it is for
 * @param sources how records of other topics become region events
 * @param featureSets feature sets, in the order of the release file
 * @param contexts numbers about the region that agents look up, in the order of the release file
 * @param agents agents, in the order of the release file
 * @param policies policies, in the order of the release file
 */
public record Release(
    String name,
    String description,
    List<SourceDefinition> sources,
    List<FeatureSetDefinition> featureSets,
    List<ContextDefinition> contexts,
    List<AgentDefinition> agents,
    List<PolicyDefinition> policies) {

  public Release {
    description = Absent.asEmpty(description);
    sources = Absent.asEmpty(sources);
    featureSets = Absent.asEmpty(featureSets);
    contexts = Absent.asEmpty(contexts);
    agents = Absent.asEmpty(agents);
    policies = Absent.asEmpty(policies);
  }
}
