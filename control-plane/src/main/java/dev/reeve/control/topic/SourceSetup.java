package dev.reeve.control.topic;

import dev.reeve.control.stream.Addresses;
import dev.reeve.schema.release.SourceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes the topics that source mappings write in each region, with as many partitions as the
 * region's ledger has. The topics that they read are other people's.
 */
public final class SourceSetup {

  private final Addresses addresses;

  public SourceSetup(Addresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Creates what is missing.
   *
   * @param sources sound source mappings
   * @param regions regions; one without topics is passed over: {@code reeve topics} makes those of
   *     source mappings as well
   * @throws IllegalStateException if the broker does not answer or refuses
   */
  public void prepare(Collection<SourceDefinition> sources, Collection<String> regions) {
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      setup.create(plans(setup, sources, regions));
    }
  }

  /** What is missing or otherwise than planned, one sentence each. */
  public List<String> differences(
      Collection<SourceDefinition> sources, Collection<String> regions) {
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      return setup.differences(plans(setup, sources, regions));
    }
  }

  private List<TopicPlan> plans(
      TopicSetup setup, Collection<SourceDefinition> sources, Collection<String> regions) {
    List<TopicPlan> plans = new ArrayList<>();
    for (String region : sources.isEmpty() ? List.<String>of() : regions) {
      int partitions = setup.partitions(addresses.topics(region).decisions());
      if (partitions > 0) {
        plans.addAll(TopicPlan.ofSources(addresses.prefix(), region, sources, partitions));
      }
    }
    return plans;
  }
}
