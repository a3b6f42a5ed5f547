package dev.reeve.control.compare;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two versions of a feature set side by side.
 *
 * @param features features that both have, by name
 * @param onlyBefore features of the first version alone
 * @param onlyAfter features of the second version alone
 * @param vectors most vectors of an entity that were compared, the latest ones
 * @param notReady typed entities that are not FRESH in every feature of the second version, with
 *     the features that are not
 */
public record SetComparison(
    Map<String, FeatureComparison> features,
    List<String> onlyBefore,
    List<String> onlyAfter,
    int vectors,
    Map<String, List<String>> notReady) {

  /** Vectors of an entity that are compared, the latest ones, where all fit. */
  public static final int MOST_VECTORS = 200;

  /**
   * Values of each version that are held, some 100 bytes each on the heap: beyond it fewer vectors
   * of an entity are compared.
   */
  public static final long MOST_VALUES = 4_000_000;

  /**
   * Reads both topics as they are committed now.
   *
   * @param before topic of the first version
   * @param after topic of the second version
   */
  public static SetComparison read(
      Addresses addresses, Contracts contracts, String before, String after) {
    return of(
        PublishedSet.read(addresses.bootstrap(), before, contracts, MOST_VECTORS, MOST_VALUES),
        PublishedSet.read(addresses.bootstrap(), after, contracts, MOST_VECTORS, MOST_VALUES));
  }

  static SetComparison of(PublishedSet before, PublishedSet after) {
    TreeSet<String> first = names(before);
    TreeSet<String> second = names(after);
    Map<String, FeatureComparison> features = new TreeMap<>();
    first.stream()
        .filter(second::contains)
        .forEach(name -> features.put(name, new FeatureComparison()));
    before
        .byEntity()
        .values()
        .forEach(
            vectors ->
                features.forEach(
                    (name, feature) ->
                        feature.latestBefore(vectors.getLast().features().get(name))));
    after
        .byEntity()
        .values()
        .forEach(
            vectors ->
                features.forEach(
                    (name, feature) ->
                        feature.latestAfter(vectors.getLast().features().get(name))));
    before
        .byEntity()
        .forEach(
            (entity, vectors) -> {
              if (after.byEntity().containsKey(entity)) {
                compare(vectors, after.byEntity().get(entity), features);
              }
            });
    List<String> onlyBefore = first.stream().filter(name -> !second.contains(name)).toList();
    List<String> onlyAfter = second.stream().filter(name -> !first.contains(name)).toList();
    Map<String, List<String>> notReady = notReady(after);
    for (String entity : before.byEntity().keySet()) {
      if (!after.byEntity().containsKey(entity)) {
        notReady.put(entity, List.of("no vector yet"));
      }
    }
    int vectors = Math.min(before.most(), after.most());
    return new SetComparison(features, onlyBefore, onlyAfter, vectors, notReady);
  }

  private static TreeSet<String> names(PublishedSet set) {
    TreeSet<String> names = new TreeSet<>();
    set.byEntity().values().forEach(v -> names.addAll(v.getLast().features().keySet()));
    return names;
  }

  private static void compare(
      Deque<PublishedVector> before,
      Deque<PublishedVector> after,
      Map<String, FeatureComparison> features) {
    Map<String, PublishedVector> byEvent = new HashMap<>();
    before.forEach(vector -> byEvent.put(vector.eventId(), vector));
    for (PublishedVector vector : after) {
      PublishedVector other = byEvent.get(vector.eventId());
      if (other != null && other.asOf() == vector.asOf()) {
        features.forEach(
            (name, feature) ->
                feature.compare(
                    other.features().get(name).value(), vector.features().get(name).value()));
      }
    }
  }

  private static Map<String, List<String>> notReady(PublishedSet set) {
    Map<String, List<String>> notReady = new TreeMap<>();
    for (Collection<PublishedVector> vectors : set.byEntity().values()) {
      PublishedVector latest = ((Deque<PublishedVector>) vectors).getLast();
      List<String> waiting = new ArrayList<>();
      latest
          .features()
          .forEach(
              (name, value) -> {
                if (!value.isFresh()) {
                  waiting.add(name + " is " + value.status());
                }
              });
      if (!waiting.isEmpty()) {
        notReady.put(latest.entity(), waiting);
      }
    }
    return notReady;
  }
}
