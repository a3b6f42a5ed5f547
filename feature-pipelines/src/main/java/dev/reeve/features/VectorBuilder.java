package dev.reeve.features;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.schema.FeatureVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the values of a vector and gives each its age and status.
 *
 * <ul>
 *   <li><b>M</b>, missing: there is no value, or it is not finite.
 *   <li><b>S</b>, stale: the last value that went in is older than the feature allows.
 *   <li><b>I</b>, incomplete: the window is not spanned yet, or was too much to keep.
 *   <li><b>F</b>, fresh: none of these.
 * </ul>
 */
final class VectorBuilder {

  /** No value went into the feature. */
  static final long NEVER = Long.MIN_VALUE;

  private static final long NO_AGE = -1;

  private final FeatureSetPlan plan;
  private final long asOf;
  private final double[] values;
  private final long[] ages;
  private final byte[] statuses;
  private final String[] texts;

  /**
   * @param asOf event-time milliseconds that the vector holds for
   */
  VectorBuilder(FeatureSetPlan plan, long asOf) {
    int size = plan.definition().features().size();
    this.plan = plan;
    this.asOf = asOf;
    this.values = new double[size];
    this.ages = new long[size];
    this.statuses = new byte[size];
    this.texts = plan.hasTexts() ? new String[size] : null;
    if (texts != null) {
      Arrays.fill(texts, "");
    }
  }

  /**
   * Sets a number.
   *
   * @param value its value; one that is not finite is missing
   * @param last event-time milliseconds of the last value that went in, or {@link #NEVER}
   * @param complete whether its window has seen its whole length, and kept what matters of it
   */
  void set(int feature, double value, long last, boolean complete) {
    boolean defined = Double.isFinite(value);
    values[feature] = defined ? value : Double.NaN;
    setStatus(feature, defined, age(last), complete);
  }

  /** Sets a text, null if it is missing; else as {@link #set}. */
  void setText(int feature, String text, long last, boolean complete) {
    values[feature] = Double.NaN;
    texts[feature] = text == null ? "" : text;
    setStatus(feature, text != null, age(last), complete);
  }

  /** Event time of the last value in a partial, or {@link #NEVER}. */
  static long lastOf(Partial partial) {
    return partial.count() == 0 ? NEVER : partial.lastTime();
  }

  /**
   * Sets a derived feature from those that it needs, which are set: as old as the oldest of them,
   * of the worst status among them.
   */
  void derive(FeatureSetPlan.DerivedFeature derived) {
    long age = NO_AGE;
    boolean missing = false;
    boolean stale = false;
    boolean complete = true;
    for (int need : derived.needs()) {
      age = Math.max(age, ages[need]);
      missing |= statuses[need] == 'M';
      stale |= statuses[need] == 'S';
      complete &= statuses[need] != 'I';
    }
    double value = missing ? Double.NaN : evaluate(derived);
    boolean defined = Double.isFinite(value);
    int feature = derived.feature();
    values[feature] = defined ? value : Double.NaN;
    setStatus(feature, defined, age, complete);
    if (defined && stale) {
      statuses[feature] = 'S';
    }
  }

  FeatureVector build() {
    return new FeatureVector(
        plan.definition().name(),
        plan.definition().version(),
        asOf,
        new Doubles(values),
        new String(statuses, StandardCharsets.ISO_8859_1),
        new Longs(ages),
        texts == null ? List.of() : Arrays.asList(texts),
        List.of(),
        plan.fingerprint());
  }

  private double evaluate(FeatureSetPlan.DerivedFeature derived) {
    Object value =
        derived
            .expression()
            .evaluate(
                name -> {
                  for (int need : derived.needs()) {
                    if (plan.definition().features().get(need).name().equals(name)) {
                      return Double.isNaN(values[need]) ? texts[need] : (Object) values[need];
                    }
                  }
                  return null;
                })
            .value();
    return value == null ? Double.NaN : (Double) value;
  }

  private long age(long last) {
    return last == NEVER ? NO_AGE : asOf - last;
  }

  private void setStatus(int feature, boolean defined, long age, boolean complete) {
    ages[feature] = age;
    statuses[feature] =
        (byte)
            (!defined
                ? 'M'
                : age > plan.staleAfterMillis().get(feature) ? 'S' : complete ? 'F' : 'I');
  }
}
