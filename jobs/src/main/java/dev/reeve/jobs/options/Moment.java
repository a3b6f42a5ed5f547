package dev.reeve.jobs.options;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** A moment as options and label tables write it. */
public final class Moment {

  /** What is allowed, for messages. */
  public static final String FORM =
      "a time with a zone, such as 2022-01-01T00:00:00Z, or milliseconds since 1970";

  private Moment() {}

  /**
   * Reads a moment.
   *
   * @return milliseconds since the epoch
   * @throws IllegalArgumentException if the text has another form
   */
  public static long millis(String text) {
    if (text.matches("-?\\d{1,15}")) {
      return Long.parseLong(text);
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORM, e);
    }
  }
}
