package dev.reeve.control.catalog;

import dev.reeve.schema.release.Release;
import dev.reeve.schema.wire.Topics;
import java.util.List;

/**
 * The catalogue of one release; its JSON has the names of the components in snake_case.
 *
 * @param release name of the release
 * @param digest SHA-256 of its body
 * @param description what it is for
 * @param featureSets feature sets, in the order of the release
 * @param contexts contexts, in the order of the release
 * @param sources source mappings, in the order of the release
 */
public record Catalog(
    String release,
    String digest,
    String description,
    List<SetEntry> featureSets,
    List<ContextEntry> contexts,
    List<SourceEntry> sources) {

  /**
   * Makes the catalogue.
   *
   * @param release a sound release
   * @param topics names of topics, of one region or with a placeholder for its name
   */
  public static Catalog of(Release release, String digest, Topics topics) {
    Lineage lineage = new Lineage(release.sources());
    Readers readers = new Readers(release);
    return new Catalog(
        release.name(),
        digest,
        release.description(),
        release.featureSets().stream()
            .map(set -> SetEntry.of(set, topics, lineage, readers))
            .toList(),
        release.contexts().stream()
            .map(context -> ContextEntry.of(context, lineage, readers))
            .toList(),
        release.sources().stream().map(source -> SourceEntry.of(source, topics)).toList());
  }
}
