package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The compiled feature sets of a release.
 *
 * @param byEntityType plans by entity type, each list ordered by name and version
 */
public record FeaturePlans(Map<String, List<FeatureSetPlan>> byEntityType) {

  /** No feature sets: before the first release. */
  public static final FeaturePlans NONE = new FeaturePlans(Map.of());

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
    return new FeaturePlans(byType);
  }

  /** The feature sets of a type of entity, none if it is unknown. */
  public List<FeatureSetPlan> of(String entityType) {
    return byEntityType.getOrDefault(entityType, List.of());
  }

  /** Longest ttl of the feature sets of a type, in event-time milliseconds; 0 without any. */
  public long longestTtlMillis(String entityType) {
    return of(entityType).stream().mapToLong(FeatureSetPlan::ttlMillis).max().orElse(0);
  }
}
