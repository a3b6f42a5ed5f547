package dev.reeve.features.aggregate;

import dev.reeve.features.window.WindowShape.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a feature may compute, under the name that definitions use. */
public interface Aggregate {

  /** Name in definitions: lower case. */
  String title();

  /** Whether it needs a measure; one that does not, counts events when none is given. */
  boolean needsMeasure();

  /** Kinds of windows that it is defined over. */
  Set<Kind> windows();

  /** Parameters, all of them required and above 0: name to meaning with unit. */
  Map<String, String> parameters();

  /** The aggregate of the name. */
  static Optional<Aggregate> named(String title) {
    return Optional.ofNullable(all().get(title));
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
