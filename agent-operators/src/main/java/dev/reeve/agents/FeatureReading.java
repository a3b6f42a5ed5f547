package dev.reeve.agents;

/**
 * One feature as an agent reads it.
 *
 * @param value value in the unit of the definition; NaN when missing, and of a text
 * @param text value of a text feature; null when missing, and of a number
 * @param status how far it may be relied on
 * @param ageMillis event-time milliseconds since the last value that went into it; -1 when unknown
 */
public record FeatureReading(double value, String text, FeatureStatus status, long ageMillis) {

  /** A feature without a value. */
  public static final FeatureReading MISSING =
      new FeatureReading(Double.NaN, null, FeatureStatus.MISSING, -1);

  /** A number. */
  public static FeatureReading of(double value, FeatureStatus status, long ageMillis) {
    return new FeatureReading(value, null, status, ageMillis);
  }

  /** A text. */
  public static FeatureReading of(String text, FeatureStatus status, long ageMillis) {
    return new FeatureReading(Double.NaN, text, status, ageMillis);
  }

  /** Whether there is a value. */
  public boolean isPresent() {
    return status != FeatureStatus.MISSING;
  }

  /** Whether there is a value that may be relied on. */
  public boolean isFresh() {
    return status == FeatureStatus.FRESH;
  }

  /** The same value with another status; a missing one has no value. */
  public FeatureReading with(FeatureStatus other) {
    return other == FeatureStatus.MISSING
        ? MISSING
        : new FeatureReading(value, text, other, ageMillis);
  }

  /** The value as expressions see it: a Double or a String; null when missing. */
  Object asVariable() {
    if (!isPresent()) {
      return null;
    }
    return text == null ? (Object) value : text;
  }
}
