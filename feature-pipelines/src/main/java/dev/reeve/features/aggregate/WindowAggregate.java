package dev.reeve.features.aggregate;

import static dev.reeve.features.aggregate.Aggregate.Input.ATTRIBUTE;
import static dev.reeve.features.aggregate.Aggregate.Input.MEASURE;

import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.release.FeatureType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What follows from the {@link Partial} of a window; a number is NaN where it is undefined. */
public enum WindowAggregate implements Aggregate {
  COUNT(
      new Meaning("number of values, of events where nothing is given", "1", "never"),
      EnumSet.allOf(Input.class),
      (window, shape, now, parameters) -> window.count()),
  COUNT_WHERE(
      new Meaning("number of values that pass the filter, which must be given", "1", "never"),
      EnumSet.allOf(Input.class),
      (window, shape, now, parameters) -> window.count()),
  SUM(new Meaning("sum of the values", "of the measure", "never"), Summary::sum),
  MEAN(
      new Meaning("arithmetic mean of the values", "of the measure", "without a value"),
      Summary::mean),
  VARIANCE(
      new Meaning(
          "sample variance of the values, over n − 1",
          "of the measure, squared",
          "for fewer than two values"),
      Summary::sampleVariance),
  STDDEV(
      new Meaning(
          "standard deviation: root of the sample variance",
          "of the measure",
          "for fewer than two values"),
      summary -> Math.sqrt(summary.sampleVariance())),
  MIN(new Meaning("least value", "of the measure", "without a value"), Summary::min),
  MAX(new Meaning("greatest value", "of the measure", "without a value"), Summary::max),
  FIRST(
      new Meaning(
          "value at the first event time, of equal times the first to arrive",
          "of the measure",
          "without a value"),
      Summary::first),
  LAST(
      new Meaning(
          "value at the last event time, of equal times the last to arrive",
          "of the measure",
          "without a value"),
      Summary::last),
  DELTA(
      new Meaning("last less first", "of the measure", "without a value"),
      summary -> summary.last() - summary.first()),
  RATE(
      new Meaning(
          "sum of the values, of events or texts their number, per second: over the whole length"
              + " of a time window, else between the first and the last event time",
          "of the measure per second",
          "where the first and the last event time are equal, but over time windows"),
      EnumSet.allOf(Input.class),
      WindowAggregate::rate),
  DISTINCT(
      new Meaning(
          "number of distinct values by HyperLogLog: up to 192 nearly exact, beyond with a"
              + " standard error of 2.3 %",
          "1", "never"),
      PartialKind.DISTINCT,
      EnumSet.of(MEASURE, ATTRIBUTE),
      (window, shape, now, parameters) -> ((Distinct) window).distinct()),
  QUANTILE(
      new Meaning(
          "value of rank ⌊q·(n − 1)⌋ of the n values in ascending order, ranks from 0, within 1 %"
              + " by DDSketch; INCOMPLETE beyond 2,048 bins of a sign, nine powers of ten without a"
              + " gap",
          "of the measure", "without a value"),
      PartialKind.QUANTILES,
      EnumSet.of(MEASURE),
      (window, shape, now, parameters) -> ((Quantiles) window).at(parameters.get("q"))) {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "q", "share of the values below, 0.5 for the median", null, 1e-6, 0.999999));
    }
  },
  TOP_CATEGORY(
      new Meaning(
          "most frequent text, of equally frequent ones the first in text order; INCOMPLETE beyond"
              + " 64 different texts, and for texts beyond 64 characters, which count by their"
              + " first 64",
          "text",
          "without a value"),
      PartialKind.CATEGORIES,
      EnumSet.of(ATTRIBUTE),
      (window, shape, now, parameters) -> Double.NaN) {
    @Override
    public String text(Partial window) {
      return ((Categories) window).top();
    }
  },
  SECONDS_SINCE(
      new Meaning(
          "event time since the last value, or since the last event that passes the filter",
          "seconds",
          "without a value"),
      EnumSet.allOf(Input.class),
      (window, shape, now, parameters) ->
          window.count() == 0 ? Double.NaN : ((double) now - window.lastTime()) / 1_000) {
    @Override
    public Set<Kind> windows() {
      return EnumSet.of(Kind.TIME, Kind.EVER);
    }
  },
  /** Scored by {@link GaussianTail}. */
  GAUSSIAN_TAIL(
      new Meaning(
          "how unusual the event's own value is under the normal distribution of the window before"
              + " it: 1 − Q(|x − μ|/σ)",
          "0.5, at the mean, to 1; 0 for the first value",
          "for an event without the measure"),
      Set.of(MEASURE),
      (window, shape, now, parameters) -> Double.NaN) {
    @Override
    public boolean scores() {
      return true;
    }
  };

  private static final Set<WindowAggregate> COUNTS = EnumSet.of(COUNT, COUNT_WHERE, DISTINCT);

  /** A number for the values in a window. */
  private interface Formula {
    double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters);
  }

  private final Meaning meaning;
  private final PartialKind partial;
  private final Set<Input> inputs;
  private final Formula formula;

  WindowAggregate(Meaning meaning, ToDoubleFunction<Summary> formula) {
    this(
        meaning,
        Set.of(MEASURE),
        (window, shape, now, parameters) -> formula.applyAsDouble((Summary) window));
  }

  WindowAggregate(Meaning meaning, Set<Input> inputs, Formula formula) {
    this(meaning, PartialKind.SUMMARY, inputs, formula);
  }

  WindowAggregate(Meaning meaning, PartialKind partial, Set<Input> inputs, Formula formula) {
    this.meaning = meaning;
    this.partial = partial;
    this.inputs = inputs;
    this.formula = formula;
  }

  /**
   * The number for the values in a window; NaN where it is undefined, and for aggregates that give
   * texts or judge an event.
   *
   * @param window partial of this aggregate's kind
   * @param now the entity's time, event-time milliseconds
   * @param parameters the aggregate's parameters, {@link #complete}
   */
  public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
    return formula.of(window, shape, now, parameters);
  }

  /** The text for the values in a window, for aggregates of type TEXT; null where undefined. */
  public String text(Partial window) {
    return null;
  }

  /** What a window has to keep for it. */
  public PartialKind partial() {
    return partial;
  }

  /** Whether it judges the event's own value against the window before it. */
  public boolean scores() {
    return false;
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Meaning meaning() {
    return meaning;
  }

  @Override
  public Set<Input> inputs() {
    return inputs;
  }

  @Override
  public boolean needsFilter() {
    return this == COUNT_WHERE;
  }

  @Override
  public FeatureType valueType() {
    if (COUNTS.contains(this)) {
      return FeatureType.LONG;
    }
    return this == TOP_CATEGORY ? FeatureType.TEXT : FeatureType.DOUBLE;
  }

  @Override
  public Set<Kind> windows() {
    return EnumSet.allOf(Kind.class);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  private static double rate(
      Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
    Summary summary = (Summary) window;
    double millis = shape.kind() == Kind.TIME ? shape.length() : summary.span();
    return millis > 0 ? summary.sum() / (millis / 1_000.0) : Double.NaN;
  }
}
