package dev.reeve.control.catalog;

import dev.reeve.schema.release.FeatureDefinition;
import java.util.Locale;
import java.util.SortedSet;

/**
 * A feature.
 *
 * @param type double, long or text
 * @param definition how it is computed, in words
 * @param staleAfter age from which on it is STALE, where it is not that of its set; null otherwise
 * @param lineage topics and fields that it is computed from
 * @param readers agents, policies and other features that read it
 */
public record FeatureEntry(
    String name,
    String type,
    String unit,
    String description,
    String definition,
    String staleAfter,
    SortedSet<String> lineage,
    SortedSet<String> readers) {

  static FeatureEntry of(
      FeatureDefinition feature, SortedSet<String> readers, SortedSet<String> lineage) {
    return new FeatureEntry(
        feature.name(),
        feature.type().name().toLowerCase(Locale.ROOT),
        feature.unit(),
        feature.description(),
        DefinitionText.of(feature),
        feature.staleAfter(),
        lineage,
        readers);
  }
}
