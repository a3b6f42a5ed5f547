package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.DefinitionEdit;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All releases that a region was ever given, in order of their generations: who defined a feature
 * set or context version first, so that nobody redefines it, and since when it is left out.
 */
final class SetHistory {

  private final List<ReleaseInForce> accepted = new ArrayList<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final Map<String, Defined> first = new HashMap<>();
  private final Map<String, DefinedContext> firstContexts = new HashMap<>();
  private final Function<ReleaseInForce, CompiledRelease> compiler;

  private record Defined(FeatureSetDefinition set, long generation) {}

  private record DefinedContext(ContextDefinition context, long generation) {}

  private SetHistory(Function<ReleaseInForce, CompiledRelease> compiler) {
    this.compiler = compiler;
  }

  /**
   * @param candidates the releases, that of the highest generation first
   * @param compiler compiles one; asked often
   */
  static SetHistory of(
      List<ReleaseInForce> candidates, Function<ReleaseInForce, CompiledRelease> compiler) {
    SetHistory history = new SetHistory(compiler);
    ListIterator<ReleaseInForce> oldestFirst = candidates.listIterator(candidates.size());
    while (oldestFirst.hasPrevious()) {
      history.add(oldestFirst.previous());
    }
    return history;
  }

  /** Why a release is not to be computed, whatever is published; empty when nothing is wrong. */
  String refusal(ReleaseInForce release) {
    return refusals.get(key(release));
  }

  /**
   * The sets that a release leaves out and that were there before, each with its last moment.
   *
   * @param release one that nothing is wrong with
   */
  Collection<WarmSet> warmUnder(ReleaseInForce release) {
    Set<String> inForce = ids(release);
    Map<String, WarmSet> warm = new TreeMap<>();
    for (int i = 0; !key(accepted.get(i)).equals(key(release)); i++) {
      long leftOutAt = accepted.get(i + 1).issuedAt();
      for (FeatureSetPlan plan : plans(accepted.get(i))) {
        if (!inForce.contains(plan.definition().id())) {
          long keepWarm = Span.millis(plan.definition().keepWarm());
          warm.put(plan.definition().id(), new WarmSet(plan, leftOutAt + keepWarm));
        }
      }
    }
    return warm.values();
  }

  /**
   * The sets to compute on while a release is not published: its own, for as long as that takes,
   * and those that are warm under it.
   *
   * @param release one that nothing else is wrong with
   */
  Collection<WarmSet> keptFor(ReleaseInForce release) {
    List<WarmSet> kept = new ArrayList<>(warmUnder(release));
    plans(release).forEach(plan -> kept.add(new WarmSet(plan, Long.MAX_VALUE)));
    return kept;
  }

  private void add(ReleaseInForce release) {
    CompiledRelease compiled = compiler.apply(release);
    List<String> problems = new ArrayList<>();
    if (!compiled.refusal().isEmpty()) {
      problems.add(compiled.refusal());
    }
    for (FeatureSetDefinition set : compiled.sets()) {
      Defined before = first.get(set.id());
      if (before != null) {
        DefinitionEdit.between(before.set(), set)
            .forEach(edit -> problems.add(edit.sentence(before.generation())));
      }
    }
    for (ContextDefinition context : compiled.contexts().definitions()) {
      DefinedContext before = firstContexts.get(context.id());
      if (before != null) {
        DefinitionEdit.between(before.context(), context)
            .forEach(edit -> problems.add(edit.sentence(before.generation())));
      }
    }
    refusals.put(key(release), String.join("; ", problems));
    if (problems.isEmpty()) {
      accepted.add(release);
      compiled
          .sets()
          .forEach(set -> first.putIfAbsent(set.id(), new Defined(set, release.generation())));
      for (ContextDefinition context : compiled.contexts().definitions()) {
        firstContexts.putIfAbsent(context.id(), new DefinedContext(context, release.generation()));
      }
    }
  }

  private static String key(ReleaseInForce release) {
    return release.generation() + "/" + release.release();
  }

  private Set<String> ids(ReleaseInForce release) {
    Set<String> ids = new HashSet<>();
    plans(release).forEach(plan -> ids.add(plan.definition().id()));
    return ids;
  }

  private List<FeatureSetPlan> plans(ReleaseInForce release) {
    return compiler.apply(release).plans().byEntityType().values().stream()
        .flatMap(List::stream)
        .toList();
  }
}
