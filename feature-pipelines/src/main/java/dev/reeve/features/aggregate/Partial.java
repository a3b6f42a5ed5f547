package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;

/**
 * What is kept of a group of timed values, of a pane for instance, so that the group's aggregates
 * can be told. Partials of the same {@link PartialKind} merge; nothing is ever taken out of one.
 *
 * <p>Numbers or texts go in, never both; a kind may refuse one of them.
 */
public interface Partial {

  /** Adds a number, observed at event-time milliseconds {@code time}. */
  void add(long time, double value);

  /** Adds a text, observed at event-time milliseconds {@code time}. */
  void addText(long time, String text);

  /**
   * Takes in a group all of which arrived later than this one, or lies in a later pane; leaves that
   * group as it is.
   *
   * @param later partial of the same kind
   */
  void merge(Partial later);

  /** This and a later group, as a new partial. */
  Partial and(Partial later);

  /** Number of values. */
  long count();

  /** Event-time milliseconds of the latest value; without meaning where there is none. */
  long lastTime();

  /** Whether all that matters of every value was kept: false beyond the kind's stated capacity. */
  boolean isComplete();

  /** Appends the state; {@link PartialKind#read} reads it. */
  void write(StateOutput out);

  /** Estimated bytes on the heap. */
  int heapBytes();
}
