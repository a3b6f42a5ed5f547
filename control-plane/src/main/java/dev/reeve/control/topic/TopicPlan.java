package dev.reeve.control.topic;

import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it should be.
 *
 * @param name name, prefix included
 * @param partitions number of partitions
 * @param configs the topic's settings that matter, by Kafka's key
 */
public record TopicPlan(String name, int partitions, Map<String, String> configs) {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration ALL_VECTORS = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);

  // Who refused what is asked again by a roll back, long after.
  private static final Duration YEAR = Duration.ofDays(365);

  /** The topics of all regions. Control records are few: one partition keeps their order. */
  public static List<TopicPlan> ofAllRegions(String prefix) {
    Topics topics = new Topics(prefix, "");
    return List.of(
        new TopicPlan(topics.control(), 1, new TreeMap<>(Map.of("cleanup.policy", "compact"))),
        output(topics.controlStatus(), 1, YEAR));
  }

  /**
   * The topics of a region. All that is keyed by entity has the same number of partitions, so that
   * an entity has the same partition everywhere.
   */
  public static List<TopicPlan> ofRegion(String prefix, String region, int partitions) {
    Topics topics = new Topics(prefix, region);
    List<TopicPlan> plans = new ArrayList<>();
    plans.add(kept(topics.events(), partitions, WEEK));
    plans.add(output(topics.decisions(), partitions, null));
    plans.add(output(topics.actions(), partitions, MONTH));
    plans.add(output(topics.questions(), partitions, MONTH));
    // Whether an answer came in time is judged by the broker's clock, not by who answers.
    plans.add(
        kept(topics.answers(), partitions, MONTH).with("message.timestamp.type", "LogAppendTime"));
    plans.add(kept(topics.outcomes(), partitions, MONTH));
    plans.add(output(topics.usage(), partitions, MONTH));
    plans.add(output(topics.rejected(), partitions, MONTH));
    plans.add(output(topics.accounts(), 1, MONTH));
    return plans;
  }

  /**
   * The topic of a feature set version: the last vector of each entity, and for an hour all of
   * them, so that two versions can be compared event by event.
   */
  public static TopicPlan ofFeatureSet(
      String prefix, String region, FeatureSetDefinition set, int partitions) {
    String name = new Topics(prefix, region).features(set.name(), set.version());
    return new TopicPlan(name, partitions, new TreeMap<>())
        .with("cleanup.policy", "compact")
        .with("min.compaction.lag.ms", Long.toString(ALL_VECTORS.toMillis()))
        .with("max.message.bytes", Integer.toString(RecordSize.MOST_BATCH));
  }

  /**
   * The topics of a region that source mappings write. Events keep the Kafka timestamps of the
   * records that they were mapped from, whatever these are: neither may the broker refuse them, nor
   * may it delete a backlog as outdated that nobody has read yet.
   */
  public static List<TopicPlan> ofSources(
      String prefix, String region, Collection<SourceDefinition> sources, int partitions) {
    Topics topics = new Topics(prefix, region);
    return sources.stream()
        .flatMap(source -> source.entities().stream())
        .map(entity -> topics.mapped(entity.topic()))
        .distinct()
        .map(
            name ->
                kept(name, partitions, null)
                    .with("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)))
        .toList();
  }

  /** A topic of events beside the region's own, of another entity type. */
  public static TopicPlan source(String name, int partitions) {
    return kept(name, partitions, WEEK);
  }

  /** A topic that jobs write to, whose records may be larger than those that jobs read. */
  private static TopicPlan output(String name, int partitions, Duration retention) {
    return kept(name, partitions, retention)
        .with("max.message.bytes", Integer.toString(RecordSize.MOST_BATCH));
  }

  private TopicPlan with(String key, String value) {
    Map<String, String> more = new TreeMap<>(configs);
    more.put(key, value);
    return new TopicPlan(name, partitions, more);
  }

  private static TopicPlan kept(String name, int partitions, Duration retention) {
    Map<String, String> configs = new TreeMap<>();
    configs.put("cleanup.policy", "delete");
    configs.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
    if (retention == null) {
      configs.put("retention.bytes", "-1");
    }
    return new TopicPlan(name, partitions, configs);
  }
}
