package dev.reeve.agents.decision;

/** A release that must not come into force here; the message says why. */
public final class RefusedReleaseException extends Exception {

  private static final long serialVersionUID = 1L;

  public RefusedReleaseException(String message, Throwable cause) {
    super(message, cause);
  }

  public RefusedReleaseException(String message) {
    super(message);
  }
}
