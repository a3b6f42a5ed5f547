package dev.reeve.features.context;

import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The compiled contexts of a release.
 *
 * @param byEntityType plans by entity type whose events they read, in the order of the release
 */
public record ContextPlans(Map<String, List<ContextPlan>> byEntityType) {

  /** No contexts. */
  public static final ContextPlans NONE = new ContextPlans(Map.of());

  /**
   * Compiles the contexts and looks at nothing else of the release.
   *
   * @throws IllegalArgumentException with what is wrong with the first context that is
   */
  public static ContextPlans of(Release release) {
    Map<String, List<ContextPlan>> byType = new TreeMap<>();
    for (ContextDefinition context : release.contexts()) {
      byType
          .computeIfAbsent(context.entityType(), type -> new ArrayList<>())
          .add(ContextPlan.of(context));
    }
    return new ContextPlans(byType);
  }

  /** The contexts that read events of a type of entity. */
  public List<ContextPlan> of(String entityType) {
    return byEntityType.getOrDefault(entityType, List.of());
  }

  /** The definitions, by entity type and in the order of the release. */
  public List<ContextDefinition> definitions() {
    return byEntityType.values().stream()
        .flatMap(List::stream)
        .map(ContextPlan::definition)
        .toList();
  }
}
