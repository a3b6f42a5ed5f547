package dev.reeve.schema.feature;

/** A feature set version has no topic, or its schema is not registered; says what to do. */
public final class UnpublishedSetException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnpublishedSetException(String message) {
    super(message);
  }
}
