package dev.reeve.control.topic;

import dev.reeve.control.stream.Addresses;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Makes what feature sets are published with: a schema for each version, and a topic for it in each
 * region, with as many partitions as the region's ledger has. Jobs only look both up.
 */
public final class FeatureSetup {

  private final Addresses addresses;

  public FeatureSetup(Addresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Registers and creates what is missing.
   *
   * @param sets sound feature sets
   * @param regions regions; one without topics is passed over: {@code reeve topics} makes those of
   *     feature sets as well
   * @throws IllegalStateException if broker or registry do not answer or refuse
   */
  public void prepare(Collection<FeatureSetDefinition> sets, Collection<String> regions) {
    new SchemaRegistration(addresses.registry()).register(schemas(sets));
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      setup.create(plans(setup, sets, regions));
    }
  }

  /** What is missing or otherwise than planned, one sentence each. */
  public List<String> differences(
      Collection<FeatureSetDefinition> sets, Collection<String> regions) {
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      List<String> differences = new ArrayList<>(setup.differences(plans(setup, sets, regions)));
      differences.addAll(new SchemaRegistration(addresses.registry()).differences(schemas(sets)));
      return differences;
    }
  }

  /** Regions that have topics, by their names. */
  public List<String> regions() {
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      return setup.names().stream()
          .filter(name -> name.startsWith(addresses.prefix()))
          .map(name -> name.substring(addresses.prefix().length()))
          .filter(name -> name.indexOf('.') > 0)
          .map(name -> name.substring(0, name.indexOf('.')))
          .distinct()
          .filter(region -> setup.names().contains(addresses.topics(region).decisions()))
          .sorted()
          .toList();
    }
  }

  private List<TopicPlan> plans(
      TopicSetup setup, Collection<FeatureSetDefinition> sets, Collection<String> regions) {
    Map<String, TopicPlan> plans = new LinkedHashMap<>();
    for (String region : regions) {
      int partitions = setup.partitions(addresses.topics(region).decisions());
      if (partitions > 0) {
        for (FeatureSetDefinition set : sets) {
          TopicPlan plan = TopicPlan.ofFeatureSet(addresses.prefix(), region, set, partitions);
          plans.put(plan.name(), plan);
        }
      }
    }
    return List.copyOf(plans.values());
  }

  private static List<Schema> schemas(Collection<FeatureSetDefinition> sets) {
    return sets.stream()
        .map(set -> FeatureRecords.of(set, Aggregate::valueTypeOf).schema())
        .toList();
  }
}
