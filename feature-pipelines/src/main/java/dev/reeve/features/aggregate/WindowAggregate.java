package dev.reeve.features.aggregate;

import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A number that follows from the summary of a window; NaN where it is undefined. */
public enum WindowAggregate implements Aggregate {
  /** Number of values. */
  COUNT {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.count();
    }
  },
  /** Sum of the values, 0 without any. */
  SUM {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.sum();
    }
  },
  /** Arithmetic mean. */
  MEAN {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.mean();
    }
  },
  /** Sample variance, over n − 1; undefined for fewer than two values. */
  VARIANCE {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.sampleVariance();
    }
  },
  /** Least value. */
  MIN {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.min();
    }
  },
  /** Greatest value. */
  MAX {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.max();
    }
  },
  /** Value at the last event time. */
  LAST {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.last();
    }
  },
  /** Value at the last event time less the value at the first. */
  DELTA {
    @Override
    public double of(Summary window, WindowShape shape) {
      return window.last() - window.first();
    }
  },
  /**
   * Sum of the values per second, of the events where there is no measure: over the whole length of
   * a time window, else between the first and the last event time, undefined when they are equal.
   */
  RATE {
    @Override
    public double of(Summary window, WindowShape shape) {
      double millis =
          shape.kind() == Kind.TIME ? shape.length() : window.lastTime() - window.firstTime();
      return millis > 0 ? window.sum() / (millis / 1_000.0) : Double.NaN;
    }
  },
  /** How unusual the event's value is against the window before it: {@link GaussianTail}. */
  GAUSSIAN_TAIL {
    @Override
    public double of(Summary window, WindowShape shape) {
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

  /** The number for the values in a window. */
  public abstract double of(Summary window, WindowShape shape);

  /** Whether it judges the event's own value against the window before it. */
  public boolean scores() {
    return false;
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean needsMeasure() {
    return this != COUNT && this != RATE;
  }

  @Override
  public Set<Kind> windows() {
    return Set.of(Kind.values());
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }
}
