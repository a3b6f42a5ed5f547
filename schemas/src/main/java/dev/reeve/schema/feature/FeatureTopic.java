package dev.reeve.schema.feature;

/**
 * Where the records of a feature set version are published.
 *
 * @param topic topic
 * @param schemaId id of the schema in the registry
 */
public record FeatureTopic(String topic, int schemaId) {

  /** No topic: nothing is published. */
  public static final FeatureTopic NONE = new FeatureTopic("", 0);
}
