package dev.reeve.features.pointintime;

import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A feature vector as a reader finds it some time after the event that caused it. Values stay, ages
 * grow by the time that has passed; a value whose age exceeds its limit is STALE, and all are when
 * more than the set's ttl has passed. What is MISSING stays so.
 */
public final class AgedVector {

  private static final char MISSING = 'M';
  private static final char STALE = 'S';
  private static final long NO_AGE = -1;

  private AgedVector() {}

  /**
   * The vector at a time.
   *
   * @param time milliseconds since the epoch, not before the vector's {@code as_of}
   * @param set definition of its feature set
   */
  public static FeatureVector at(long time, FeatureVector vector, FeatureSetDefinition set) {
    long passed = time - vector.getAsOf();
    boolean outlived = passed > Span.millis(set.ttl());
    StringBuilder statuses = new StringBuilder(vector.getStatuses());
    List<Long> ages = new ArrayList<>();
    for (int i = 0; i < set.features().size(); i++) {
      long before = vector.getAges().isEmpty() ? 0 : vector.getAges().get(i);
      boolean missing = statuses.charAt(i) == MISSING;
      ages.add(before < 0 ? NO_AGE : before + passed);
      if (!missing && (outlived || ages.get(i) > staleAfter(set, set.features().get(i)))) {
        statuses.setCharAt(i, STALE);
      }
    }
    return FeatureVector.newBuilder(vector).setStatuses(statuses.toString()).setAges(ages).build();
  }

  /** The vector of an entity of which nothing is known: all is MISSING. */
  public static FeatureVector unknown(FeatureSetDefinition set) {
    int size = set.features().size();
    return FeatureVector.newBuilder()
        .setFeatureSet(set.name())
        .setVersion(set.version())
        .setValues(Collections.nCopies(size, Double.NaN))
        .setTexts(Collections.nCopies(size, ""))
        .setStatuses(String.valueOf(MISSING).repeat(size))
        .setAges(Collections.nCopies(size, NO_AGE))
        .build();
  }

  private static long staleAfter(FeatureSetDefinition set, FeatureDefinition feature) {
    return Span.millis(feature.staleAfter() == null ? set.staleAfter() : feature.staleAfter());
  }
}
