package dev.reeve.jobs.options;

/** What a reader of the output topics may rely on after a failure. */
public enum Delivery {
  /** Each record once, for readers with {@code read_committed}; visible at the next checkpoint. */
  EXACTLY_ONCE("exactly-once"),
  /** Each record at least once, visible at once; after a failure some come again. */
  AT_LEAST_ONCE("at-least-once");

  private final String text;

  Delivery(String text) {
    this.text = text;
  }

  /** As in options. */
  public String text() {
    return text;
  }

  static Delivery of(String text) {
    for (Delivery delivery : values()) {
      if (delivery.text.equals(text)) {
        return delivery;
      }
    }
    throw new IllegalArgumentException();
  }
}
