package dev.reeve.features.source;

/** Reads one field of the records of one shape. */
@FunctionalInterface
interface FieldReader {

  /**
   * Reads the field.
   *
   * @return a Long, Double, Boolean or String; null when the record lacks it
   * @throws UnfitValue if what is there is none of these
   */
  Object of(Object record);
}
