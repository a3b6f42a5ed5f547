package dev.reeve.jobs.options;

/** Where a backfill takes the known time of an event from. */
public enum KnownTime {
  /** The timestamp of its Kafka record, or {@code known_at} of an event in a file. */
  RECORD("record"),
  /** Its own event time: for history that was imported long after it happened. */
  EVENT("event");

  private final String text;

  KnownTime(String text) {
    this.text = text;
  }

  /** As in options. */
  public String text() {
    return text;
  }

  static KnownTime of(String text) {
    for (KnownTime known : values()) {
      if (known.text.equals(text)) {
        return known;
      }
    }
    throw new IllegalArgumentException();
  }
}
