package dev.reeve.agents.release;

import dev.reeve.expression.Nearest;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds what is wrong with a release whose shape is right: names, references between its parts, and
 * all expressions against the types of features and events. Windows and aggregates are the business
 * of the module that computes them.
 */
public final class ReleaseCheck {

  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  static final String NAME_FORM = "a lower-case letter, then letters, digits and '_', at most 63";

  private static final Pattern RELEASE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final Release release;
  private final boolean allSets;
  private final boolean allContexts;
  private final boolean allAgents;
  private final Map<String, FeatureSetDefinition> sets = new TreeMap<>();
  private final Map<String, ContextDefinition> contexts = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param allSets whether all feature sets that were listed could be read: otherwise a reference
   *     to an unknown one is no second problem
   * @param allContexts the same for contexts
   * @param allAgents the same for agents
   */
  ReleaseCheck(Release release, boolean allSets, boolean allContexts, boolean allAgents) {
    this.release = release;
    this.allSets = allSets;
    this.allContexts = allContexts;
    this.allAgents = allAgents;
    release.featureSets().forEach(set -> sets.put(set.id(), set));
    release.contexts().forEach(context -> contexts.put(context.id(), context));
  }

  /** All problems of a release that was bound from its body, whoever published it. */
  public static List<Problem> check(Release release) {
    List<Problem> missing = RequiredKeys.missing(release);
    return missing.isEmpty() ? new ReleaseCheck(release, true, true, true).problems() : missing;
  }

  List<Problem> problems() {
    if (!RELEASE_NAME.matcher(release.name()).matches()) {
      report("/name", release.name(), "a name is a lower-case letter, then letters, digits, '-'");
    }
    featureSets();
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < release.contexts().size(); i++) {
      unique(names, release.contexts().get(i).id(), i, "context", "/contexts/");
    }
    names.clear();
    for (int i = 0; i < release.agents().size(); i++) {
      unique(names, release.agents().get(i).name(), i, "agent", "/agents/");
      new AgentCheck(this, release.agents().get(i), "/agents/" + i).run();
    }
    names.clear();
    for (int i = 0; i < release.policies().size(); i++) {
      unique(names, release.policies().get(i).name(), i, "policy", "/policies/");
      new PolicyCheck(this, release.policies().get(i), "/policies/" + i).run();
    }
    return problems;
  }

  private void featureSets() {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < release.featureSets().size(); i++) {
      FeatureSetDefinition set = release.featureSets().get(i);
      unique(ids, set.id(), i, "feature set", "/feature_sets/");
      for (int k = 0; k < set.features().size(); k++) {
        String name = set.features().get(k).name();
        if (Vocabulary.RESERVED.contains(name)) {
          report(
              "/feature_sets/" + i + "/features/" + k + "/name",
              name,
              "the name is taken by Reeve or by CEL; choose another");
        }
      }
    }
  }

  private void unique(Map<String, Integer> seen, String name, int i, String what, String path) {
    Integer first = seen.putIfAbsent(name, i);
    if (first != null) {
      report(
          path + i + "/name",
          name,
          "duplicate name: %s %d of the release is called so too; rename one of them"
              .formatted(what, first + 1));
    }
  }

  Release release() {
    return release;
  }

  boolean knowsAllAgents() {
    return allAgents;
  }

  void report(String path, String value, String message) {
    problems.add(new Problem(path, value, message));
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  void name(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      report(path, name, "a name is " + NAME_FORM);
    }
  }

  void version(String path, int version) {
    if (version < 1) {
      report(path, Integer.toString(version), "versions count from 1");
    }
  }

  void entityType(String path, String entityType) {
    if (!TypedEntity.isType(entityType)) {
      report(
          path,
          entityType,
          "an entity type is a lower-case letter, then letters, digits, '_', '-'");
    }
  }

  /** The feature set of a reference; null, and reported, when there is none that fits. */
  FeatureSetDefinition featureSet(String path, String reference, String entityType) {
    FeatureSetDefinition set = sets.get(reference);
    if (set == null) {
      if (allSets) {
        unknown(path, reference, "feature set", sets.keySet());
      }
      return null;
    }
    if (!set.entityType().equals(entityType)) {
      report(
          path,
          reference,
          "feature set is over entity type '%s', allowed is one over '%s'"
              .formatted(set.entityType(), entityType));
    }
    return set;
  }

  /** The contexts of the references that exist; all others are reported. */
  List<ContextDefinition> contexts(String path, List<String> references) {
    List<ContextDefinition> found = new ArrayList<>();
    Map<String, String> versions = new HashMap<>();
    for (int i = 0; i < references.size(); i++) {
      String reference = references.get(i);
      ContextDefinition context = contexts.get(reference);
      if (context == null) {
        if (allContexts) {
          unknown(path + "/" + i, reference, "context", contexts.keySet());
        }
        continue;
      }
      String other = versions.putIfAbsent(context.name(), reference);
      if (other != null) {
        String message = "a context is listed once; %s is listed already";
        report(path + "/" + i, reference, message.formatted(other));
      } else {
        found.add(context);
      }
    }
    return found;
  }

  /** Reports a reference to something that is not there. */
  void unknown(String path, String name, String what, Collection<String> known) {
    Set<String> sorted = new TreeSet<>(known);
    report(
        path,
        name,
        "unknown %s%s; allowed: %s"
            .formatted(
                what,
                Nearest.of(name, sorted).map(n -> ", did you mean '" + n + "'?").orElse(""),
                sorted.isEmpty() ? "none, the release has none" : String.join(", ", sorted)));
  }
}
