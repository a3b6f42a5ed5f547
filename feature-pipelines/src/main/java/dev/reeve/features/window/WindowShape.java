package dev.reeve.features.window;

import dev.reeve.schema.release.Span;
import dev.reeve.schema.release.WindowDefinition;

/**
 * A window's kind and measurements.
 *
 * @param kind what the window counts in
 * @param pane length of a pane: event-time milliseconds of a time window, events of a count window,
 *     0 since ever
 * @param panes panes that the window spans, 0 since ever
 */
public record WindowShape(Kind kind, long pane, long panes) {

  /** What a window counts in. */
  public enum Kind {
    /** The last stretch of event time. */
    TIME,
    /** The last events. */
    COUNT,
    /** Everything since the first event. */
    EVER
  }

  /** A time window without a pane of its own has this many. */
  public static final long DEFAULT_PANES = 60;

  /** Shortest pane of a time window, in milliseconds. */
  public static final long LEAST_PANE_MILLIS = 1_000;

  /** Everything since ever. */
  public static final WindowShape EVER = new WindowShape(Kind.EVER, 0, 0);

  /**
   * Reads a definition that {@link dev.reeve.features.FeatureSetCheck} found in order.
   *
   * @throws IllegalArgumentException if a span is not written as {@link Span} demands
   */
  public static WindowShape of(WindowDefinition definition) {
    if (definition.last() != null) {
      long length = Span.millis(definition.last());
      long pane = paneMillis(definition, length);
      return new WindowShape(Kind.TIME, pane, length / pane);
    }
    if (definition.count() != null) {
      int step = definition.step() == null ? 1 : definition.step();
      return new WindowShape(Kind.COUNT, step, definition.count() / step);
    }
    return EVER;
  }

  /** Pane of a time window in milliseconds: the one given, else a sixtieth, at least a second. */
  public static long paneMillis(WindowDefinition definition, long lengthMillis) {
    return definition.pane() == null
        ? Math.max(LEAST_PANE_MILLIS, lengthMillis / DEFAULT_PANES)
        : Span.millis(definition.pane());
  }

  /** Length of the whole window: event-time milliseconds or events. */
  public long length() {
    return pane * panes;
  }
}
