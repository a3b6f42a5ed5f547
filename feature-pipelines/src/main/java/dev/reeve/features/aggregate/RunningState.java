package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;

/** The state of a {@link RunningAggregate} for one entity: everything since the first event. */
public interface RunningState {

  /**
   * Takes a value in.
   *
   * @param eventTime event-time milliseconds; values come in the order of arrival
   * @return the feature as of this event; NaN where it is undefined
   */
  double add(long eventTime, double value);

  /**
   * Takes a text in: for aggregates of attributes.
   *
   * @return the feature as of this event; NaN where it is undefined
   */
  default double addText(long eventTime, String text) {
    throw new IllegalStateException("an aggregate of numbers takes no text");
  }

  /** Whether it has seen enough for its value to be exact, not a bound or a first guess. */
  default boolean isComplete() {
    return true;
  }

  /** The feature as of an event that lacks the measure; NaN where that is undefined. */
  double unchanged();

  /** Appends the state, a version of its own first. */
  void write(StateOutput out);
}
