package dev.reeve.control.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics and compares existing ones with their plan. */
public final class TopicSetup implements AutoCloseable {

  private static final long SECONDS = 30;
  private static final short REPLICATION_OF_BROKER = -1;

  private final String bootstrap;
  private final Admin admin;

  public TopicSetup(String bootstrap) {
    this.bootstrap = bootstrap;
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
    this.admin = Admin.create(properties);
  }

  /** Differences between the plans and what there is, one sentence each. */
  public List<String> differences(List<TopicPlan> plans) {
    Set<String> existing = names();
    List<TopicPlan> present =
        plans.stream().filter(plan -> existing.contains(plan.name())).toList();
    Map<String, TopicDescription> descriptions =
        get(admin.describeTopics(present.stream().map(TopicPlan::name).toList()).allTopicNames());
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(present.stream().map(TopicSetup::resource).toList()).all());
    List<String> differences = new ArrayList<>();
    for (TopicPlan plan : plans) {
      if (!existing.contains(plan.name())) {
        differences.add(plan.name() + ": does not exist");
        continue;
      }
      int partitions = descriptions.get(plan.name()).partitions().size();
      if (partitions != plan.partitions()) {
        differences.add(
            "%s: has %d partitions, planned are %d; partitions of a topic that is in use are not"
                    .formatted(plan.name(), partitions, plan.partitions())
                + " changed, because an entity would move (--partitions says what is planned)");
      }
      differences.addAll(settings(plan, configs.get(resource(plan))));
    }
    return differences;
  }

  /** Creates what is missing and sets what differs; partitions are left as they are. */
  public void create(List<TopicPlan> plans) {
    Set<String> existing = names();
    List<NewTopic> missing =
        plans.stream()
            .filter(plan -> !existing.contains(plan.name()))
            .map(TopicSetup::newTopic)
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        get(created);
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new java.util.HashMap<>();
    for (TopicPlan plan : plans) {
      if (existing.contains(plan.name())) {
        List<AlterConfigOp> sets = new ArrayList<>();
        plan.configs()
            .forEach(
                (key, value) ->
                    sets.add(
                        new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        changes.put(resource(plan), sets);
      }
    }
    if (!changes.isEmpty()) {
      get(admin.incrementalAlterConfigs(changes).all());
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(5));
  }

  private static List<String> settings(TopicPlan plan, Config config) {
    List<String> differences = new ArrayList<>();
    plan.configs()
        .forEach(
            (key, value) -> {
              ConfigEntry entry = config.get(key);
              String found = entry == null ? "" : entry.value();
              if (!value.equals(found)) {
                differences.add(
                    "%s: %s is %s, planned is %s".formatted(plan.name(), key, found, value));
              }
            });
    return differences;
  }

  /** Partitions of a topic; 0 if there is no such topic. */
  public int partitions(String topic) {
    return names().contains(topic)
        ? get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size()
        : 0;
  }

  /** Names of all topics of the broker. */
  public Set<String> names() {
    return new HashSet<>(get(admin.listTopics().names()));
  }

  private static NewTopic newTopic(TopicPlan plan) {
    return new NewTopic(plan.name(), plan.partitions(), REPLICATION_OF_BROKER)
        .configs(plan.configs());
  }

  private static ConfigResource resource(TopicPlan plan) {
    return new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka at " + bootstrap, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka at " + bootstrap + " refused", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at " + bootstrap + " does not answer within " + SECONDS + " s", e);
    }
  }
}
