package dev.reeve.control.compare;

import java.util.Objects;

/**
 * How one feature differs between two versions of its set. Differences and the correlation are of
 * numbers that both have; a value that one of them misses counts as different.
 */
public final class FeatureComparison {

  private long entitiesBefore;
  private long entitiesAfter;
  private long freshBefore;
  private long freshAfter;
  private long compared;
  private long equal;
  private long numbers;
  private double sum;
  private double max;
  private double meanX;
  private double meanY;
  private double squaresX;
  private double squaresY;
  private double products;

  void latestBefore(PublishedVector.Value value) {
    entitiesBefore++;
    freshBefore += value.isFresh() ? 1 : 0;
  }

  void latestAfter(PublishedVector.Value value) {
    entitiesAfter++;
    freshAfter += value.isFresh() ? 1 : 0;
  }

  /** Takes the values of both versions about the same event. */
  void compare(Object before, Object after) {
    compared++;
    boolean same =
        before instanceof Number x && after instanceof Number y
            ? Double.compare(x.doubleValue(), y.doubleValue()) == 0
            : Objects.equals(before, after);
    equal += same ? 1 : 0;
    if (before instanceof Number x && after instanceof Number y) {
      numbers(x.doubleValue(), y.doubleValue());
    }
  }

  private void numbers(double x, double y) {
    numbers++;
    double difference = Math.abs(x - y);
    sum += difference;
    max = Math.max(max, difference);
    double dx = x - meanX;
    meanX += dx / numbers;
    double dy = y - meanY;
    meanY += dy / numbers;
    squaresX += dx * (x - meanX);
    squaresY += dy * (y - meanY);
    products += dx * (y - meanY);
  }

  /** Entities with a vector of the first version. */
  public long entitiesBefore() {
    return entitiesBefore;
  }

  /** Entities with a vector of the second version. */
  public long entitiesAfter() {
    return entitiesAfter;
  }

  /** Share of those entities whose latest value is FRESH, 0 to 1; NaN without any. */
  public double freshBefore() {
    return (double) freshBefore / entitiesBefore;
  }

  /** Share of those entities whose latest value is FRESH, 0 to 1; NaN without any. */
  public double freshAfter() {
    return (double) freshAfter / entitiesAfter;
  }

  /** Number of events of which both versions have a vector. */
  public long compared() {
    return compared;
  }

  /** Share of them with equal values, 0 to 1; NaN without any. */
  public double equal() {
    return (double) equal / compared;
  }

  /** Mean of the absolute differences, in the feature's unit; NaN without numbers. */
  public double meanDifference() {
    return sum / numbers;
  }

  /** Greatest absolute difference, in the feature's unit; NaN without numbers. */
  public double greatestDifference() {
    return numbers == 0 ? Double.NaN : max;
  }

  /** Pearson's correlation, -1 to 1; NaN for fewer than two numbers or when one is constant. */
  public double correlation() {
    double scale = Math.sqrt(squaresX) * Math.sqrt(squaresY);
    return scale > 0 ? Math.max(-1, Math.min(1, products / scale)) : Double.NaN;
  }
}
