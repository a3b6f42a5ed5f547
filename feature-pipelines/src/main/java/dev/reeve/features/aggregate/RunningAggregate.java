package dev.reeve.features.aggregate;

import dev.reeve.features.anomaly.HabituatingSurprise;
import dev.reeve.features.window.WindowShape.Kind;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An aggregate over everything since ever that keeps a state of its own instead of the summary of a
 * window. This is where detectors with state join: one constant each, that makes and reads the
 * detector's {@link RunningState}.
 */
public enum RunningAggregate implements Aggregate {
  /** Exponentially weighted moving average in event time: {@link DecayedMean}. */
  EWMA {
    @Override
    public Map<String, String> parameters() {
      return Map.of("half_life", "seconds after which the weight of a value has halved");
    }

    @Override
    public RunningState start(Map<String, Double> parameters) {
      return new Ewma(new DecayedMean(), parameters.get("half_life"));
    }

    @Override
    public RunningState read(ByteBuffer in, Map<String, Double> parameters) {
      return new Ewma(Ewma.read(in), parameters.get("half_life"));
    }
  },
  /** How rare the event's value is in its own past: {@link HabituatingSurprise}. */
  HABITUATING_SURPRISE {
    @Override
    public RunningState start(Map<String, Double> parameters) {
      return new Surprise(new HabituatingSurprise());
    }

    @Override
    public RunningState read(ByteBuffer in, Map<String, Double> parameters) {
      return Surprise.read(in);
    }

    @Override
    public boolean aside() {
      return true;
    }
  };

  /** State before the first value. */
  public abstract RunningState start(Map<String, Double> parameters);

  /** Reads what {@link RunningState#write} appended. */
  public abstract RunningState read(ByteBuffer in, Map<String, Double> parameters);

  /** Whether the state is too big for the head that every event reads, about 1 KiB and more. */
  public boolean aside() {
    return false;
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean needsMeasure() {
    return true;
  }

  @Override
  public Set<Kind> windows() {
    return Set.of(Kind.EVER);
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }
}
