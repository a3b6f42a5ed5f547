package dev.reeve.features.expectation;

import dev.reeve.schema.release.ExpectationDefinition;

/**
 * A closed range of numbers.
 *
 * @param least least number allowed; −∞ for none
 * @param greatest greatest number allowed; ∞ for none
 */
record Range(double least, double greatest) {

  static Range of(ExpectationDefinition definition) {
    return new Range(
        definition.min() == null ? Double.NEGATIVE_INFINITY : definition.min(),
        definition.max() == null ? Double.POSITIVE_INFINITY : definition.max());
  }

  /** What is wrong with a value: field, value and what is allowed; null when nothing is. */
  String judge(String field, double value) {
    if (value >= least && value <= greatest) {
      return null;
    }
    String allowed =
        Double.isInfinite(greatest)
            ? least + " or more"
            : Double.isInfinite(least) ? "up to " + greatest : least + " to " + greatest;
    return field + " is " + value + "; allowed is " + allowed;
  }
}
