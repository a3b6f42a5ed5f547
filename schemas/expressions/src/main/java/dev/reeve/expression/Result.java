package dev.reeve.expression;

/**
 * What an expression came to: a value, or undetermined because something that it needed was missing
 * or could not be computed.
 *
 * @param value Boolean, Long, Double or String; null when undetermined
 * @param reason why it is undetermined; empty when it is not
 */
public record Result(Object value, String reason) {

  static Result of(Object value) {
    return new Result(value, "");
  }

  static Result undetermined(String reason) {
    return new Result(null, reason);
  }

  /** Whether there is a value. */
  public boolean isDetermined() {
    return value != null;
  }

  /** Whether the value is true; an undetermined result is not. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }
}
