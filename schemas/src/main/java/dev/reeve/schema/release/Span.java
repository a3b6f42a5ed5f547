package dev.reeve.schema.release;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as releases and options write it: {@code 500ms}, {@code 10s}, {@code 5m}, {@code
 * 2h}, {@code 30d}.
 */
public final class Span {

  /** What is allowed, for messages. */
  public static final String FORM = "a whole number and ms, s, m, h or d, such as 30s or 5m";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  private Span() {}

  /**
   * Reads a length of time.
   *
   * @return milliseconds, zero or more
   * @throws IllegalArgumentException if the text has another form
   */
  public static long millis(String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORM);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> amount;
      case "s" -> Math.multiplyExact(amount, 1_000L);
      case "m" -> Math.multiplyExact(amount, 60_000L);
      case "h" -> Math.multiplyExact(amount, 3_600_000L);
      default -> Math.multiplyExact(amount, 86_400_000L);
    };
  }

  /** Reads a length of time as a {@link Duration}; see {@link #millis}. */
  public static Duration duration(String text) {
    return Duration.ofMillis(millis(text));
  }
}
