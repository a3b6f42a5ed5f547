package dev.reeve.schema.release;

import java.util.Set;

/**
 * Type of a feature's values. It follows from the definition alone, so that whoever reads features
 * knows it without knowing how they are computed.
 */
public enum FeatureType {
  /** Numbers of 64 bits with fractions. */
  DOUBLE,
  /** Whole numbers, counts foremost. */
  LONG,
  /** Texts. */
  TEXT;

  private static final Set<String> WHOLE = Set.of("count", "count_where", "distinct");
  private static final Set<String> TEXTS = Set.of("top_category");

  /** Type of what an aggregate gives; numbers where there is none, or none of that name. */
  public static FeatureType ofAggregate(String name) {
    if (TEXTS.contains(name)) {
      return TEXT;
    }
    return WHOLE.contains(name) ? LONG : DOUBLE;
  }
}
