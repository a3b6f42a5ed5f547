package dev.reeve.control.command;

import dev.reeve.schema.release.Span;
import java.time.Duration;

/** Lengths of time as options write them. */
public final class Durations {

  private Durations() {}

  /**
   * Reads an option.
   *
   * @throws BadInputException if it has another form
   */
  public static Duration of(String option, String text) {
    try {
      return Span.duration(text);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(option + ": " + e.getMessage());
    }
  }
}
