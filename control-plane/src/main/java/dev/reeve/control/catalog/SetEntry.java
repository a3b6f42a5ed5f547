package dev.reeve.control.catalog;

import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import dev.reeve.schema.wire.Topics;
import java.util.List;
import java.util.SortedSet;

/**
 * A feature set version.
 *
 * @param id {@code name@version}
 * @param silence event time of silence after which a vector is computed all the same; null for
 *     never
 * @param topic topic of its records
 * @param subject subject of their schema in the registry
 * @param readers agents that it triggers and policies that judge these
 */
public record SetEntry(
    String id,
    String entityType,
    String description,
    String owner,
    String ttl,
    String staleAfter,
    String keepWarm,
    String silence,
    String topic,
    String subject,
    SortedSet<String> readers,
    List<FeatureEntry> features,
    List<ExpectationEntry> expectations) {

  static SetEntry of(FeatureSetDefinition set, Topics topics, Lineage lineage, Readers readers) {
    return new SetEntry(
        set.id(),
        set.entityType(),
        set.description(),
        set.owner(),
        set.ttl(),
        set.staleAfter(),
        set.keepWarm(),
        set.silence(),
        topics.features(set.name(), set.version()),
        FeatureRecords.of(set, FeatureType::ofAggregate).schema().getFullName(),
        readers.ofSet(set.id()),
        set.features().stream()
            .map(
                feature ->
                    FeatureEntry.of(
                        feature,
                        readers.ofFeature(set.id(), feature.name()),
                        lineage.of(set.entityType(), feature, set.features())))
            .toList(),
        set.expectations().stream().map(ExpectationEntry::of).toList());
  }
}
