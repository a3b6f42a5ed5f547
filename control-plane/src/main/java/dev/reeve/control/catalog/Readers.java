package dev.reeve.control.catalog;

import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who reads what of a release: by the names in expressions. */
final class Readers {

  private static final List<String> ABOUT_FEATURES =
      List.of(Vocabulary.VALUE, Vocabulary.STATUS, Vocabulary.AGE);

  /** Readers by what they read: a set, or set and feature parted by a space. */
  private final SortedMap<String, SortedSet<String>> readers = new TreeMap<>();

  Readers(Release release) {
    for (AgentDefinition agent : release.agents()) {
      String reader = "agent " + agent.name() + "@" + agent.version();
      read(reader, agent.features(), agent.contexts(), expressions(agent));
      if (agent.java() != null) {
        // A class is given the whole vector, and nobody can tell what it makes of it.
        release.featureSets().stream()
            .filter(set -> set.id().equals(agent.features()))
            .flatMap(set -> set.features().stream())
            .forEach(feature -> add(agent.features() + " " + feature.name(), reader));
      }
    }
    for (PolicyDefinition policy : release.policies()) {
      read(
          "policy " + policy.name() + "@" + policy.version(),
          policy.features(),
          policy.contexts(),
          policy.rules().stream().map(rule -> rule.when()).toList());
    }
    for (FeatureSetDefinition set : release.featureSets()) {
      for (FeatureDefinition feature : set.features()) {
        for (String path : ExpressionCompiler.pathsIn(feature.expression())) {
          add(set.id() + " " + feature(path), "feature " + feature.name());
        }
      }
    }
  }

  private void read(String reader, String set, List<String> contexts, List<String> expressions) {
    add(set, reader);
    contexts.forEach(context -> add("context " + context, reader));
    for (String expression : expressions) {
      for (String path : ExpressionCompiler.pathsIn(expression)) {
        if (path.startsWith(Vocabulary.CONTEXT)) {
          String[] names = path.split("\\.");
          contexts.stream()
              .filter(context -> names.length > 2 && context.startsWith(names[1] + "@"))
              .forEach(context -> add("context " + context + " " + names[2], reader));
        } else {
          add(set + " " + feature(path), reader);
        }
      }
    }
  }

  private static List<String> expressions(AgentDefinition agent) {
    List<String> expressions = new ArrayList<>(agent.variables().values());
    expressions.add(agent.trigger());
    expressions.add(agent.score());
    for (ProposalDefinition proposal : agent.proposals()) {
      expressions.add(proposal.when());
      expressions.addAll(proposal.parameters().values());
    }
    return expressions;
  }

  /** The feature that a path of an expression is about, if it is about any. */
  static String feature(String path) {
    String name = path;
    for (String about : ABOUT_FEATURES) {
      if (path.startsWith(about)) {
        name = path.substring(about.length());
      }
    }
    return name;
  }

  private void add(String what, String reader) {
    readers.computeIfAbsent(what, unused -> new TreeSet<>()).add(reader);
  }

  SortedSet<String> ofSet(String set) {
    return of(set);
  }

  SortedSet<String> ofFeature(String set, String feature) {
    return of(set + " " + feature);
  }

  /** Agents and policies that name the context. */
  SortedSet<String> ofContext(String context) {
    return of("context " + context);
  }

  SortedSet<String> ofContextFeature(String context, String feature) {
    return of("context " + context + " " + feature);
  }

  private SortedSet<String> of(String what) {
    return Collections.unmodifiableSortedSet(readers.getOrDefault(what, new TreeSet<>()));
  }
}
