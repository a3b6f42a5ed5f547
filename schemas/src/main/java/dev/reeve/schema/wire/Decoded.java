package dev.reeve.schema.wire;

/**
 * A record that was read from bytes, or why it could not be.
 *
 * @param record the record; null when the bytes hold none
 * @param writerSchemaId registry id of the writer's schema; 0 when unknown
 * @param lacksField whether the writer's schema lacks a required field
 * @param problem what is wrong with the bytes and what is allowed; empty when nothing is
 */
public record Decoded<T>(T record, int writerSchemaId, boolean lacksField, String problem) {

  static <T> Decoded<T> undecodable(int writerSchemaId, String problem) {
    return new Decoded<>(null, writerSchemaId, false, problem);
  }

  Decoded<T> lackingField() {
    return new Decoded<>(record, writerSchemaId, true, problem);
  }

  /** Whether there is a record. */
  public boolean isDecoded() {
    return record != null;
  }
}
