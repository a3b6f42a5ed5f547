package dev.reeve.schema.release;

/** Type of a feature's values. */
public enum FeatureType {
  /** Numbers of 64 bits with fractions. */
  DOUBLE,
  /** Whole numbers, counts foremost. */
  LONG,
  /** Texts. */
  TEXT
}
