package dev.reeve.schema.wire;

/**
 * A record that was read from bytes, or why it could not be.
 *
 * @param record the record; null when the bytes hold none
 * @param writerSchemaId registry id of the writer's schema; 0 when unknown
 * @param unfit whether the writer's schema is known and cannot be read as the one asked for
 * @param lacksField whether the writer's schema lacks a required field
 * @param problem what is wrong with the bytes and what is allowed; empty when nothing is
 */
public record Decoded<T>(
    T record, int writerSchemaId, boolean unfit, boolean lacksField, String problem) {

  /** Where the writer's schema fits, or where there is none. */
  public Decoded(T record, int writerSchemaId, boolean lacksField, String problem) {
    this(record, writerSchemaId, false, lacksField, problem);
  }

  static <T> Decoded<T> undecodable(int writerSchemaId, String problem) {
    return new Decoded<>(null, writerSchemaId, false, problem);
  }

  static <T> Decoded<T> unfit(int writerSchemaId, String problem) {
    return new Decoded<>(null, writerSchemaId, true, false, problem);
  }

  Decoded<T> lackingField() {
    return new Decoded<>(record, writerSchemaId, unfit, true, problem);
  }

  /** Whether there is a record. */
  public boolean isDecoded() {
    return record != null;
  }
}
