package dev.reeve.agents.jar;

/** An agent written in Java that must not or cannot run; the message says why. */
public final class RefusedAgentException extends Exception {

  private static final long serialVersionUID = 1L;

  public RefusedAgentException(String message) {
    super(message);
  }

  public RefusedAgentException(String message, Throwable cause) {
    super(message, cause);
  }
}
