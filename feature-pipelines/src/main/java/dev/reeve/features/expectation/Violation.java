package dev.reeve.features.expectation;

/**
 * An expectation that an event violates.
 *
 * @param featureSet set that expects it, as {@code name@version}
 * @param expectation its name
 * @param reaction what follows
 * @param detail field, value and what is allowed
 */
public record Violation(String featureSet, String expectation, Reaction reaction, String detail) {

  /** Name under which violations of the expectation are counted. */
  public String account() {
    return "violations." + subject();
  }

  /** What is violated: {@code set@version.expectation}. */
  public String subject() {
    return featureSet + "." + expectation;
  }
}
