package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The compiled feature sets of a release, and those before it that are kept warm.
 *
 * @param byEntityType plans by entity type, each list ordered by name and version
 * @param warmByEntityType sets that the release leaves out, by entity type
 */
public record FeaturePlans(
    Map<String, List<FeatureSetPlan>> byEntityType, Map<String, WarmSets> warmByEntityType) {

  /** No feature sets: before the first release. */
  public static final FeaturePlans NONE = new FeaturePlans(Map.of(), Map.of());

  private static final Comparator<FeatureSetDefinition> ORDER =
      Comparator.comparing(FeatureSetDefinition::name)
          .thenComparingInt(FeatureSetDefinition::version);

  /**
   * Compiles the feature sets and looks at nothing else of the release.
   *
   * @throws IllegalArgumentException with what is wrong with the first set that is
   */
  public static FeaturePlans of(Release release) {
    List<FeatureSetPlan> plans = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (FeatureSetDefinition set : release.featureSets()) {
      plans.add(FeatureSetPlan.of(set));
      if (!ids.add(set.id())) {
        throw new IllegalArgumentException(
            "feature set " + set.id() + " is there twice; allowed is once");
      }
    }
    Map<String, List<FeatureSetPlan>> byType = new TreeMap<>();
    plans.sort(Comparator.comparing(FeatureSetPlan::definition, ORDER));
    for (FeatureSetPlan plan : plans) {
      byType.computeIfAbsent(plan.definition().entityType(), t -> new ArrayList<>()).add(plan);
    }
    return new FeaturePlans(byType, Map.of());
  }

  /** The feature sets of a type of entity, none if it is unknown. */
  public List<FeatureSetPlan> of(String entityType) {
    return byEntityType.getOrDefault(entityType, List.of());
  }

  /** The same release, with other sets kept warm; those that it holds itself are left out. */
  public FeaturePlans withWarm(Collection<WarmSet> sets) {
    Map<String, List<WarmSet>> byType = new TreeMap<>();
    for (WarmSet set : sets) {
      FeatureSetDefinition definition = set.plan().definition();
      if (!holds(definition)) {
        byType.computeIfAbsent(definition.entityType(), t -> new ArrayList<>()).add(set);
      }
    }
    Map<String, WarmSets> warm = new TreeMap<>();
    byType.forEach((type, ofType) -> warm.put(type, WarmSets.of(ofType)));
    return new FeaturePlans(byEntityType, warm);
  }

  /** Ids of the feature sets, without those kept warm. */
  public Set<String> ids() {
    Set<String> ids = new HashSet<>();
    byEntityType.values().forEach(list -> list.forEach(plan -> ids.add(plan.definition().id())));
    return ids;
  }

  private boolean holds(FeatureSetDefinition definition) {
    return of(definition.entityType()).stream()
        .anyMatch(plan -> plan.definition().id().equals(definition.id()));
  }

  /** The sets of a type that are to be computed on with an event of this Kafka timestamp. */
  public List<FeatureSetPlan> warm(String entityType, long timestamp) {
    return warmByEntityType.getOrDefault(entityType, WarmSets.NONE).at(timestamp);
  }

  /**
   * Longest ttl of the feature sets of a type, warm ones included, in event-time milliseconds; 0
   * without any.
   */
  public long longestTtlMillis(String entityType) {
    Stream<FeatureSetPlan> warm =
        warmByEntityType.getOrDefault(entityType, WarmSets.NONE).sets().stream().map(WarmSet::plan);
    return Stream.concat(of(entityType).stream(), warm)
        .mapToLong(FeatureSetPlan::ttlMillis)
        .max()
        .orElse(0);
  }
}
