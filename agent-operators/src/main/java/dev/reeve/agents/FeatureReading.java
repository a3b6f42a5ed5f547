package dev.reeve.agents;

/**
 * One feature as an agent reads it.
 *
 * @param value value in the unit of the definition; NaN when missing
 * @param status how far it may be relied on
 */
public record FeatureReading(double value, FeatureStatus status) {

  /** Whether there is a value. */
  public boolean isPresent() {
    return status != FeatureStatus.MISSING;
  }
}
