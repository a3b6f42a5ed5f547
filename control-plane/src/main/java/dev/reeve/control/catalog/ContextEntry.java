package dev.reeve.control.catalog;

import dev.reeve.schema.release.ContextDefinition;
import java.util.List;
import java.util.SortedSet;

/**
 * Numbers about a region that agents look up.
 *
 * @param id {@code name@version}
 * @param groupBy attribute whose value parts the entities; empty for the whole region
 * @param repeatable false: they cannot be computed from the events again, so decisions quote them
 * @param readers agents and policies that may look it up
 */
public record ContextEntry(
    String id,
    String entityType,
    String groupBy,
    String description,
    String owner,
    boolean repeatable,
    SortedSet<String> readers,
    List<FeatureEntry> features) {

  static ContextEntry of(ContextDefinition context, Lineage lineage, Readers readers) {
    return new ContextEntry(
        context.id(),
        context.entityType(),
        context.groupBy(),
        context.description(),
        context.owner(),
        false,
        readers.ofContext(context.id()),
        context.features().stream()
            .map(
                feature ->
                    FeatureEntry.of(
                        feature,
                        readers.ofContextFeature(context.id(), feature.name()),
                        lineage.of(context.entityType(), feature, context.features())))
            .toList());
  }
}
