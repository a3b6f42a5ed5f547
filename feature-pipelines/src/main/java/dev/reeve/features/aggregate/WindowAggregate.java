package dev.reeve.features.aggregate;

import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.release.FeatureType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A number that follows from the summary of a window; NaN where it is undefined. */
public enum WindowAggregate implements Aggregate {
  /** Number of values. */
  COUNT {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return window.count();
    }
  },
  /** Sum of the values, 0 without any. */
  SUM {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).sum();
    }
  },
  /** Arithmetic mean. */
  MEAN {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).mean();
    }
  },
  /** Sample variance, over n − 1; undefined for fewer than two values. */
  VARIANCE {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).sampleVariance();
    }
  },
  /** Least value. */
  MIN {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).min();
    }
  },
  /** Greatest value. */
  MAX {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).max();
    }
  },
  /** Value at the last event time. */
  LAST {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      return ((Summary) window).last();
    }
  },
  /** Value at the last event time less the value at the first. */
  DELTA {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      Summary summary = (Summary) window;
      return summary.last() - summary.first();
    }
  },
  /**
   * Sum of the values per second, of the events where there is no measure: over the whole length of
   * a time window, else between the first and the last event time, undefined when they are equal.
   */
  RATE {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      Summary summary = (Summary) window;
      double millis = shape.kind() == Kind.TIME ? shape.length() : summary.span();
      return millis > 0 ? summary.sum() / (millis / 1_000.0) : Double.NaN;
    }
  },
  /** How unusual the event's value is against the window before it: {@link GaussianTail}. */
  GAUSSIAN_TAIL {
    @Override
    public double of(Partial window, WindowShape shape, long now, Map<String, Double> parameters) {
      throw new IllegalStateException("gaussian_tail scores a value against a window");
    }

    @Override
    public boolean scores() {
      return true;
    }

    @Override
    public Set<Kind> windows() {
      return Set.of(Kind.COUNT);
    }
  };

  /**
   * The number for the values in a window; NaN where it is undefined.
   *
   * @param window partial of this aggregate's kind
   * @param now the entity's time, event-time milliseconds
   * @param parameters the aggregate's parameters, {@link #complete}
   */
  public abstract double of(
      Partial window, WindowShape shape, long now, Map<String, Double> parameters);

  /** The text for the values in a window, for aggregates of type TEXT; null where undefined. */
  public String text(Partial window) {
    return null;
  }

  /** What a window has to keep for it. */
  public PartialKind partial() {
    return PartialKind.SUMMARY;
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
  public Set<Input> inputs() {
    return switch (this) {
      case COUNT -> EnumSet.allOf(Input.class);
      case RATE -> EnumSet.of(Input.EVENT, Input.MEASURE);
      default -> EnumSet.of(Input.MEASURE);
    };
  }

  @Override
  public FeatureType valueType() {
    return this == COUNT ? FeatureType.LONG : FeatureType.DOUBLE;
  }

  @Override
  public Set<Kind> windows() {
    return Set.of(Kind.values());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }
}
