package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;

/** The state of a {@link RunningAggregate} for one entity: everything since the first event. */
public interface RunningState {

  /**
   * Takes a number in.
   *
   * @param eventTime event-time milliseconds; values come in the order of arrival
   * @param now the entity's time, event-time milliseconds
   * @return the feature as of the entity's time; NaN where it is undefined
   */
  double add(long eventTime, double value, long now);

  /** As {@link #add}, of a text: for aggregates of attributes. */
  default double addText(long eventTime, String text, long now) {
    throw new IllegalArgumentException("an aggregate of numbers takes no text");
  }

  /** The feature as of the entity's time without a new value; NaN where that is undefined. */
  double unchanged(long now);

  /** Whether it has seen enough for its value to be final, not a bound or a first guess. */
  default boolean isComplete() {
    return true;
  }

  /** Estimated bytes on the heap. */
  int heapBytes();

  /** Appends the state, a version of its own first. */
  void write(StateOutput out);
}
