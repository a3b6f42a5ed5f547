package dev.reeve.features.pointintime;

import java.util.Arrays;

/**
 * Reads the facts of one entity and feature set as they were known at given times. A read at time t
 * takes the fact with the greatest event time e among those with e ≤ t and known time k ≤ t; of
 * equal ones that with the greatest k, then the one that arrived last. What became known after t
 * changes no read at t, so a read can be repeated at any later time.
 *
 * <p>A fact can be read from max(e, k) on, so each fact is kept, if at all, at the first reading
 * time that may read it, and only the best one there; the read at t is the best of all that are
 * kept up to t. For n facts and m times that is O(n log m + m), and at most m facts are kept
 * however many arrive, in whatever order of their times.
 */
public final class TwoTimeRead {

  private final long[] times;
  private final KeptFacts kept;

  /** Takes the answer of one reading. */
  @FunctionalInterface
  public interface Answer {

    /**
     * @param time reading time in milliseconds since the epoch
     * @param fact what was known then, null for nothing
     */
    void of(long time, Fact fact);
  }

  /**
   * @param times reading times in milliseconds since the epoch, ascending, each once
   * @param kept facts that were kept so far
   */
  public TwoTimeRead(long[] times, KeptFacts kept) {
    for (int i = 1; i < times.length; i++) {
      if (times[i - 1] >= times[i]) {
        throw new IllegalArgumentException(
            "reading time "
                + times[i]
                + " stands behind "
                + times[i - 1]
                + "; allowed is ascending");
      }
    }
    this.times = times;
    this.kept = kept;
  }

  /** Takes a fact; those of equal times in the order of their arrival. */
  public void take(Fact fact) {
    int found = Arrays.binarySearch(times, fact.readableFrom());
    int reading = found >= 0 ? found : -found - 1;
    if (reading == times.length) {
      return;
    }
    Fact before = kept.get(reading);
    if (before == null || fact.supersedes(before)) {
      kept.put(reading, fact);
    }
  }

  /** Answers all readings, in the order of their times, by the facts taken so far. */
  public void answer(Answer to) {
    Fact best = null;
    for (int i = 0; i < times.length; i++) {
      Fact next = kept.get(i);
      if (next != null && (best == null || next.supersedes(best))) {
        best = next;
      }
      to.of(times[i], best);
    }
  }
}
