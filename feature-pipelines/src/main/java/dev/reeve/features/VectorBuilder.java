package dev.reeve.features;

import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.Arrays;
import java.util.List;

/** Collects the values of a vector and gives each its status. */
final class VectorBuilder {

  private static final char FRESH = 'F';
  private static final char INCOMPLETE = 'I';
  private static final char MISSING = 'M';

  private final FeatureSetDefinition definition;
  private final Double[] values;
  private final char[] statuses;

  VectorBuilder(FeatureSetDefinition definition) {
    this.definition = definition;
    this.values = new Double[definition.features().size()];
    this.statuses = new char[definition.features().size()];
  }

  /**
   * Sets a feature.
   *
   * @param value its value; one that is not finite is missing
   * @param spanned whether its window has seen its whole length
   */
  void set(int feature, double value, boolean spanned) {
    boolean defined = Double.isFinite(value);
    values[feature] = defined ? value : Double.NaN;
    statuses[feature] = !defined ? MISSING : spanned ? FRESH : INCOMPLETE;
  }

  FeatureVector asOf(long eventTime) {
    return new FeatureVector(
        definition.name(),
        definition.version(),
        eventTime,
        Arrays.asList(values),
        new String(statuses),
        List.of(),
        List.of(),
        List.of());
  }
}
