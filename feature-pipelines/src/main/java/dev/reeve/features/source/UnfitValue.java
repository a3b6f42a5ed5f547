package dev.reeve.features.source;

import dev.reeve.features.event.Reason;

/** A value of a record that cannot become what its mapping says. It carries no stack trace. */
final class UnfitValue extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 100;

  private final Reason reason;

  /**
   * @param reason code of the rejected record
   * @param message what is there and what is allowed, behind the name of the field
   */
  UnfitValue(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  UnfitValue(String message) {
    this(Reason.UNMAPPED, message);
  }

  Reason reason() {
    return reason;
  }

  /** A value as messages show it: texts in quotes, the first 100 characters. */
  static String shown(Object value) {
    String text = value.toString();
    String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return value instanceof String ? "'" + cut + "'" : cut;
  }
}
