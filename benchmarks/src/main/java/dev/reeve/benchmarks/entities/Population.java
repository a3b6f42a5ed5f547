package dev.reeve.benchmarks.entities;

import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.benchmarks.region.Plant;
import dev.reeve.schema.SourcedEvent;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Entities and their events. <i>Full</i> ones have a value in each pane of each window of {@link
 * HostLoad}; <i>sparse</i> ones have a few values, hours apart, each in a pane of its own. Events
 * of neighbours in the stream belong to different entities, so that nothing stays hot.
 *
 * @param full number of full entities
 * @param sparse number of sparse entities
 * @param sparseEvents events of a sparse entity
 */
record Population(int full, int sparse, int sparseEvents) implements Serializable {

  /** First letter of the names of full entities. */
  static final char FULL = 'f';

  /** First letter of the names of sparse entities. */
  static final char SPARSE = 's';

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 24 * 60 * MINUTE;

  /** A day at steps of 24 minutes, its last hour at minutes, and so on down to seconds. */
  private static final long[] FULL_TIMES = fullTimes();

  /** Number of all events. */
  long events() {
    return (long) full * FULL_TIMES.length + (long) sparse * sparseEvents;
  }

  /** Number of all entities. */
  int entities() {
    return full + sparse;
  }

  /** Event i, in the order of the stream. */
  SourcedEvent event(long i) {
    long ofFull = (long) full * FULL_TIMES.length;
    boolean first = i < ofFull;
    long position = first ? i : i - ofFull;
    long entity = position % (first ? full : sparse);
    long turn = position / (first ? full : sparse);
    long time = first ? FULL_TIMES[(int) turn] : turn * 5 * 60 * MINUTE;
    return Plant.sourced(
        Plant.event(
            Long.toString(i, 36),
            HostLoad.ENTITY_TYPE,
            (first ? FULL : SPARSE) + Long.toString(entity),
            time,
            HostLoad.MEASURE,
            (i * 31 % 1_000) / 10.0),
        i);
  }

  private static long[] fullTimes() {
    long[] steps = {24 * MINUTE, MINUTE, 10 * SECOND, SECOND};
    long[] times = new long[steps.length * 60];
    for (int level = 0; level < steps.length; level++) {
      for (int pane = 0; pane < 60; pane++) {
        times[level * 60 + pane] = DAY - (60 - pane) * steps[level];
      }
    }
    Arrays.sort(times);
    return times;
  }
}
