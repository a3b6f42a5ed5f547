package dev.reeve.agents.release;

import dev.reeve.agents.policy.Policy;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.RuleDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what is wrong with one policy of a release. */
final class PolicyCheck {

  private static final Pattern RULE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");

  private final ReleaseCheck check;
  private final PolicyDefinition policy;
  private final String path;

  PolicyCheck(ReleaseCheck check, PolicyDefinition policy, String path) {
    this.check = check;
    this.policy = policy;
    this.path = path;
  }

  void run() {
    check.name(path + "/name", policy.name());
    check.version(path + "/version", policy.version());
    check.entityType(path + "/entity_type", policy.entityType());
    if (policy.rules().isEmpty()) {
      check.report(
          path + "/rules", policy.name(), "policy is empty; give it a rule or remove the file");
    }
    names();
    FeatureSetDefinition set =
        policy.features().isEmpty()
            ? null
            : check.featureSet(path + "/features", policy.features(), policy.entityType());
    List<ContextDefinition> contexts = check.contexts(path + "/contexts", policy.contexts());
    if ((policy.features().isEmpty() || set != null)
        && contexts.size() == policy.contexts().size()) {
      Policy.compile(policy, set, contexts, path, check::report);
    }
  }

  private void names() {
    List<AgentDefinition> judged =
        check.release().agents().stream()
            .filter(agent -> agent.entityType().equals(policy.entityType()))
            .toList();
    Set<String> agents =
        judged.stream().map(AgentDefinition::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> actions =
        judged.stream()
            .flatMap(agent -> agent.proposals().stream())
            .map(ProposalDefinition::action)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      RuleDefinition rule = policy.rules().get(i);
      String at = path + "/rules/" + i;
      if (!RULE_NAME.matcher(rule.name()).matches()) {
        check.report(at + "/name", rule.name(), "a rule's name is one line of 1 to 100 characters");
      }
      Integer first = seen.putIfAbsent(rule.name(), i);
      if (first != null) {
        String message = "duplicate name: rule %d of the policy is called so too; rename one";
        check.report(at + "/name", rule.name(), message.formatted(first + 1));
      }
      if (check.knowsAllAgents()) {
        known(rule.agents(), agents, at + "/agents/", "agent of this entity type");
        known(rule.actions(), actions, at + "/actions/", "action of agents of this entity type");
      }
    }
  }

  private void known(List<String> named, Set<String> known, String at, String what) {
    for (int i = 0; i < named.size(); i++) {
      if (!known.contains(named.get(i))) {
        check.unknown(at + i, named.get(i), what, known);
      }
    }
  }
}
