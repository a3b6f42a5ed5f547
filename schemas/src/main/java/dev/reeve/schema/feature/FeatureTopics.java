package dev.reeve.schema.feature;

import java.io.Serializable;

/** The topics of feature set versions, which are made and registered before jobs use them. */
@FunctionalInterface
public interface FeatureTopics extends Serializable {

  /** Publishes nothing, as a backfill does. */
  FeatureTopics NOWHERE = records -> FeatureTopic.NONE;

  /**
   * Looks up where the records of a feature set version go. May block while the registry or the
   * broker is away.
   *
   * @return {@link FeatureTopic#NONE} if they are not to be published at all
   * @throws UnpublishedSetException if there is no topic, or the schema is not registered
   */
  FeatureTopic of(FeatureRecords records) throws UnpublishedSetException;
}
