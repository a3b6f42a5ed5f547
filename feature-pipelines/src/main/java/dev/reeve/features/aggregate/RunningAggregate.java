package dev.reeve.features.aggregate;

import dev.reeve.features.anomaly.HabituatingSurprise;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.release.FeatureType;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An aggregate over everything since ever that keeps a state of its own instead of the summary of a
 * window. This is where detectors with state join: one constant each, that makes and reads the
 * detector's {@link RunningState}.
 */
public enum RunningAggregate implements Aggregate {
  /** By {@link DecayedMean}. */
  EWMA(
      new Meaning(
          "mean of all values, each weighted by 2^(−age/half-life), age from the latest value",
          "of the measure",
          "without a value")) {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "half_life",
              "seconds after which the weight of a value has halved",
              null,
              1e-3,
              1e9));
    }

    @Override
    public RunningState start(Map<String, Double> parameters, String entity) {
      return new Ewma(new DecayedMean(), parameters.get("half_life"));
    }

    @Override
    public RunningState read(ByteBuffer in, Map<String, Double> parameters) {
      return new Ewma(Ewma.read(in), parameters.get("half_life"));
    }

    @Override
    public int largestBytes(Map<String, Double> parameters) {
      return Ewma.LARGEST_BYTES;
    }
  },
  /** By {@link LastChange}. */
  SECONDS_SINCE_CHANGE(
      new Meaning(
          "event time since the value became another one, late events passed over; INCOMPLETE, a"
              + " lower bound, until it first did",
          "seconds",
          "before the first value")) {
    @Override
    public Set<Input> inputs() {
      return EnumSet.of(Input.MEASURE, Input.ATTRIBUTE);
    }

    @Override
    public RunningState start(Map<String, Double> parameters, String entity) {
      return new LastChange();
    }

    @Override
    public RunningState read(ByteBuffer in, Map<String, Double> parameters) {
      return LastChange.read(in);
    }

    @Override
    public int largestBytes(Map<String, Double> parameters) {
      return LastChange.LARGEST_BYTES;
    }
  },
  /** By {@link ForestScore}. */
  RANDOM_CUT_FOREST(
      new Meaning(
          "how easily random cuts part the last values from those before: the anomaly score of a"
              + " random cut forest; INCOMPLETE until a sample is full",
          "0, for the first values, to about 8",
          "for an event without the measure")) {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          ForestScore.SAMPLE_SIZE,
          ForestScore.SHINGLE_SIZE,
          ForestScore.TIME_DECAY,
          ForestScore.TREES);
    }

    @Override
    public RunningState start(Map<String, Double> parameters, String entity) {
      return ForestScore.start(parameters, entity);
    }

    @Override
    public RunningState read(ByteBuffer in, Map<String, Double> parameters) {
      return ForestScore.read(in, parameters);
    }

    @Override
    public int largestBytes(Map<String, Double> parameters) {
      return 5 + ForestBytes.largest(parameters);
    }

    @Override
    public boolean aside() {
      return true;
    }
  },
  /** By {@link HabituatingSurprise}. */
  HABITUATING_SURPRISE(
      new Meaning(
          "how rare the event's value is in its own past",
          "0 to 1",
          "for an event without the measure")) {
    @Override
    public int largestBytes(Map<String, Double> parameters) {
      return Integer.BYTES + HabituatingSurprise.LARGEST_STATE_BYTES;
    }

    @Override
    public RunningState start(Map<String, Double> parameters, String entity) {
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

  private final Meaning meaning;

  RunningAggregate(Meaning meaning) {
    this.meaning = meaning;
  }

  @Override
  public Meaning meaning() {
    return meaning;
  }

  /** Most bytes that its state writes. */
  public abstract int largestBytes(Map<String, Double> parameters);

  /**
   * State before the first value.
   *
   * @param parameters its parameters, {@link #complete}
   * @param entity typed entity, from which alone random numbers may follow
   */
  public abstract RunningState start(Map<String, Double> parameters, String entity);

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
  public Set<Input> inputs() {
    return EnumSet.of(Input.MEASURE);
  }

  @Override
  public FeatureType valueType() {
    return FeatureType.DOUBLE;
  }

  @Override
  public Set<Kind> windows() {
    return Set.of(Kind.EVER);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }
}
