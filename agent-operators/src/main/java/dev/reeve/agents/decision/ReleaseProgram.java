package dev.reeve.agents.decision;

import dev.reeve.agents.Agent;
import dev.reeve.agents.DeclaredAgent;
import dev.reeve.agents.jar.AgentJar;
import dev.reeve.agents.jar.RefusedAgentException;
import dev.reeve.agents.policy.Policies;
import dev.reeve.agents.policy.Policy;
import dev.reeve.agents.release.ReleaseCheck;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A release compiled and ready to decide. For each agent of the entity's type: score, trigger,
 * proposals; for each proposal: cool-down, policy, verdict. Not thread-safe, not serializable.
 */
public final class ReleaseProgram implements AutoCloseable {

  private final String digest;
  private final List<PreparedAgent> agents;
  private final Policies policies;
  private final List<ContextDefinition> contexts;
  private final List<AgentJar> jars;
  private final Map<String, Long> longestCoolDowns = new HashMap<>();

  private ReleaseProgram(
      String digest,
      List<PreparedAgent> agents,
      Policies policies,
      List<ContextDefinition> contexts,
      List<AgentJar> jars) {
    this.digest = digest;
    this.agents = agents;
    this.policies = policies;
    this.contexts = List.copyOf(contexts);
    this.jars = jars;
    for (PreparedAgent agent : agents) {
      agent.longestByAction().forEach((a, millis) -> longestCoolDowns.merge(a, millis, Math::max));
    }
  }

  /**
   * Compiles a release.
   *
   * @param digest its SHA-256, in hex
   * @param agentsDir directory of the jars of agents written in Java
   * @throws RefusedReleaseException if anything in it cannot run; it says what
   */
  public static ReleaseProgram compile(String digest, Release release, Path agentsDir)
      throws RefusedReleaseException {
    try {
      return compiled(digest, release, agentsDir);
    } catch (RuntimeException e) {
      // Whoever published it did not validate it: a part is missing or out of range.
      throw new RefusedReleaseException("release cannot be compiled: " + e, e);
    }
  }

  private static ReleaseProgram compiled(String digest, Release release, Path agentsDir)
      throws RefusedReleaseException {
    // A body is signed, which does not mean that it was read from a folder that was checked.
    refuse(ReleaseCheck.check(release));
    List<Problem> problems = new ArrayList<>();
    Map<String, FeatureSetDefinition> sets = new HashMap<>();
    release.featureSets().forEach(set -> sets.put(set.id(), set));
    Map<String, ContextDefinition> contexts = new HashMap<>();
    release.contexts().forEach(context -> contexts.put(context.id(), context));
    List<Policy> policies = new ArrayList<>();
    for (int i = 0; i < release.policies().size(); i++) {
      PolicyDefinition policy = release.policies().get(i);
      List<ContextDefinition> lookedUp = policy.contexts().stream().map(contexts::get).toList();
      String path = "/policies/" + i;
      Policy.compile(policy, sets.get(policy.features()), lookedUp, path, problems::add)
          .ifPresent(policies::add);
    }
    Map<String, AgentJar> jars = new HashMap<>();
    List<PreparedAgent> agents = new ArrayList<>();
    for (int i = 0; i < release.agents().size(); i++) {
      AgentDefinition definition = release.agents().get(i);
      String path = "/agents/" + i;
      FeatureSetDefinition set = sets.get(definition.features());
      List<ContextDefinition> lookedUp = definition.contexts().stream().map(contexts::get).toList();
      agent(definition, set, lookedUp, path, agentsDir, jars, problems)
          .ifPresent(agent -> agents.add(new PreparedAgent(definition, set, lookedUp, agent)));
    }
    if (!problems.isEmpty()) {
      jars.values().forEach(AgentJar::close);
      refuse(problems);
    }
    return new ReleaseProgram(
        digest, agents, new Policies(policies), release.contexts(), new ArrayList<>(jars.values()));
  }

  private static void refuse(List<Problem> problems) throws RefusedReleaseException {
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      throw new RefusedReleaseException(
          "%d problems, the first at %s, '%s': %s"
              .formatted(problems.size(), first.path(), first.value(), first.message()));
    }
  }

  private static Optional<? extends Agent> agent(
      AgentDefinition definition,
      FeatureSetDefinition set,
      List<ContextDefinition> contexts,
      String path,
      Path agentsDir,
      Map<String, AgentJar> jars,
      List<Problem> problems) {
    if (definition.java() == null) {
      return DeclaredAgent.compile(definition, set, contexts, path, problems::add);
    }
    try {
      AgentJar jar = jars.get(definition.java().sha256());
      if (jar == null) {
        jar = AgentJar.open(agentsDir, definition.java());
        jars.put(definition.java().sha256(), jar);
      }
      return Optional.of(jar.instantiate(definition.java().className()));
    } catch (RefusedAgentException e) {
      problems.add(new Problem(path + "/java", definition.java().jar(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** The contexts of the release. */
  public List<ContextDefinition> contexts() {
    return contexts;
  }

  /**
   * Types of entities about which decisions may depend on contexts: an agent or a policy looks them
   * up, and every decision about an entity quotes the cool-downs that others left.
   */
  public Set<String> entityTypesWithContexts() {
    Set<String> types = new TreeSet<>(policies.entityTypesWithContexts());
    agents.stream()
        .filter(agent -> !agent.contexts().isEmpty())
        .forEach(agent -> types.add(agent.definition().entityType()));
    return types;
  }

  /** SHA-256 of the release, in hex. */
  public String digest() {
    return digest;
  }

  /**
   * Decides.
   *
   * @param coolDowns cool-downs of the entity; those that start are noted in it
   * @return a conclusion for each proposal of each triggered agent, in the order of the release
   */
  public List<Conclusion> conclude(Situation situation, CoolDowns coolDowns) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (PreparedAgent agent : agents) {
      if (agent.definition().entityType().equals(situation.entityType())
          && situation.concerns(agent.definition().features())) {
        Deliberation deliberation = new Deliberation(agent, policies, situation);
        conclusions.addAll(deliberation.conclude(coolDowns, longestCoolDowns));
      }
    }
    return conclusions;
  }

  /**
   * Comes to one conclusion once more.
   *
   * @param coolDowns cool-downs as that conclusion found them
   * @return empty when this release comes to no conclusion of that agent and ordinal
   */
  public Optional<Conclusion> repeat(
      Situation situation, CoolDowns coolDowns, String agentName, int ordinal) {
    return agents.stream()
        .filter(agent -> agent.definition().name().equals(agentName))
        .filter(agent -> agent.definition().entityType().equals(situation.entityType()))
        .map(agent -> new Deliberation(agent, policies, situation))
        .filter(deliberation -> ordinal < deliberation.count())
        .map(deliberation -> deliberation.at(ordinal, coolDowns.asOf(situation.eventTime())))
        .findFirst();
  }

  /** Lets go of the classes of agents written in Java. */
  @Override
  public void close() {
    jars.forEach(AgentJar::close);
  }
}
