package dev.reeve.features.aggregate;

import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.release.FeatureType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a feature may compute, under the name that definitions use. */
public interface Aggregate {

  /** What of an event goes into an aggregate. */
  enum Input {
    /** The event itself, as the number 1: a feature with neither measure nor attribute. */
    EVENT,
    /** A measure, a number. */
    MEASURE,
    /** An attribute, a text. */
    ATTRIBUTE
  }

  /** Name in definitions: lower case. */
  String title();

  /** What it computes, in words. */
  Meaning meaning();

  /** What it can take in. */
  Set<Input> inputs();

  /** Whether a feature must give a filter. */
  default boolean needsFilter() {
    return false;
  }

  /** Type of its values. */
  FeatureType valueType();

  /** Kinds of windows that it is defined over. */
  Set<Kind> windows();

  /** Parameters in the order of their names. */
  List<Parameter> parameters();

  /** The parameters given, and the standard value of each other; in the order of their names. */
  default Map<String, Double> complete(Map<String, Double> given) {
    Map<String, Double> complete = new TreeMap<>();
    for (Parameter parameter : parameters()) {
      complete.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.standard()));
    }
    return complete;
  }

  /** The aggregate of the name. */
  static Optional<Aggregate> named(String title) {
    return Optional.ofNullable(all().get(title));
  }

  /**
   * Type of the values of the aggregate of the name.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  static FeatureType valueTypeOf(String title) {
    return named(title).orElseThrow().valueType();
  }

  /** Every aggregate, by name. */
  static Map<String, Aggregate> all() {
    Map<String, Aggregate> all = new TreeMap<>();
    for (WindowAggregate aggregate : WindowAggregate.values()) {
      all.put(aggregate.title(), aggregate);
    }
    for (RunningAggregate aggregate : RunningAggregate.values()) {
      all.put(aggregate.title(), aggregate);
    }
    return all;
  }
}
