package dev.reeve.agents.flink;

/**
 * The processing time after a restore during which deadlines wait, so that answers which were given
 * in time but not yet read still count. It begins with the first record or timer.
 */
final class RestoreGrace {

  private final long millis;
  private long end = Long.MIN_VALUE;
  private boolean begun;

  RestoreGrace(long millis) {
    this.millis = millis;
  }

  void begin(long now) {
    if (!begun) {
      begun = true;
      end = now + millis;
    }
  }

  boolean lastsAt(long now) {
    return now < end;
  }

  long end() {
    return end;
  }
}
