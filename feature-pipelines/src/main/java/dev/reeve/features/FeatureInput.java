package dev.reeve.features;

import dev.reeve.schema.release.FeatureDefinition;

/**
 * What of an event goes into an aggregate: a measure, an attribute, or the event itself as the
 * number 1, of those events that a filter lets through. Features over the same input share panes.
 *
 * @param measure name of the measure, empty if it is none
 * @param attribute name of the attribute, empty if it is none
 * @param filter CEL, bool, over the event; empty for all events
 */
public record FeatureInput(String measure, String attribute, String filter) {

  static FeatureInput of(FeatureDefinition feature) {
    return new FeatureInput(feature.measure(), feature.attribute(), feature.filter());
  }

  /** Whether its values are texts. */
  public boolean isText() {
    return !attribute.isEmpty();
  }
}
