package dev.reeve.features.release;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.wire.Outbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The feature sets of a release with their topics: makes the published records of vectors. */
public final class PublishedSets {

  /** Of no release. */
  public static final PublishedSets NONE = new PublishedSets(Map.of());

  private final Map<String, Published> bySet;

  private record Published(FeatureRecords records, FeatureTopic topic) {}

  private PublishedSets(Map<String, Published> bySet) {
    this.bySet = bySet;
  }

  /**
   * Looks up where sound feature sets are published.
   *
   * @throws UnpublishedSetException naming all that are not
   */
  public static PublishedSets of(List<FeatureSetDefinition> sets, FeatureTopics topics)
      throws UnpublishedSetException {
    Map<String, Published> published = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (FeatureSetDefinition set : sets) {
      FeatureRecords records = FeatureRecords.of(set, Aggregate::valueTypeOf);
      try {
        published.put(key(set.name(), set.version()), new Published(records, topics.of(records)));
      } catch (UnpublishedSetException e) {
        missing.add(e.getMessage());
      }
    }
    if (!missing.isEmpty()) {
      throw new UnpublishedSetException(String.join("; ", missing));
    }
    return new PublishedSets(published);
  }

  /** The record of each vector of the bundle, ready to be written. */
  public List<Envelope> envelopes(FeatureBundle bundle, Outbox outbox) {
    List<Envelope> envelopes = new ArrayList<>(bundle.getVectors().size());
    for (FeatureVector vector : bundle.getVectors()) {
      Published set = bySet.get(key(vector.getFeatureSet(), vector.getVersion()));
      if (!set.topic().equals(FeatureTopic.NONE)) {
        envelopes.add(
            outbox.of(set.topic(), bundle.getEvent(), set.records().record(bundle, vector)));
      }
    }
    return envelopes;
  }

  private static String key(String set, int version) {
    return set + "@" + version;
  }
}
