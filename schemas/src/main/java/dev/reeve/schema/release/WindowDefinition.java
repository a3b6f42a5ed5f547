package dev.reeve.schema.release;

/**
 * What a feature ranges over: the last stretch of event time, the last events, or everything since
 * ever when neither is given.
 *
 * @param last length of a time window as {@link Span} text, null for the other kinds
 * @param pane pane of a time window as {@link Span} text; divides {@code last}; default last/60, at
 *     least 1s
 * @param count number of events of a count window, null for the other kinds
 * @param step events by which a full count window hops; divides {@code count}; default 1
 */
public record WindowDefinition(String last, String pane, Integer count, Integer step) {

  /** Everything since the first event of the entity. */
  public static final WindowDefinition EVER = new WindowDefinition(null, null, null, null);
}
