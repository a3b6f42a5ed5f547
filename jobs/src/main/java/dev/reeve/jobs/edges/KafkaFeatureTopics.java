package dev.reeve.jobs.edges;

import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics and schemas of feature sets as broker and registry know them; both are asked until
 * they answer, and an answer that tells of no topic or schema, as for want of rights, leaves the
 * set unpublished. A topic that was made just now may be unknown to a broker for a moment: it is
 * asked for some times before it counts as missing.
 */
final class KafkaFeatureTopics implements FeatureTopics {

  private static final long serialVersionUID = 1L;
  private static final int ASKED_FOR = 4;
  private static final String REMEDY = ": publish the release with 'reeve publish'";

  private final Registry registry;
  private final String bootstrap;
  private final Topics topics;

  KafkaFeatureTopics(Registry registry, String bootstrap, Topics topics) {
    this.registry = registry;
    this.bootstrap = bootstrap;
    this.topics = topics;
  }

  @Override
  public FeatureTopic of(FeatureRecords records) throws UnpublishedSetException {
    FeatureSetDefinition set = records.set();
    String subject = records.schema().getFullName();
    int schemaId;
    try {
      schemaId =
          registry
              .ask(rest -> rest.lookUpSubjectVersion(records.schema().toString(), subject).getId())
              .orElseThrow(
                  () ->
                      new UnpublishedSetException(
                          "schema of " + set.id() + " is not registered" + REMEDY));
    } catch (Registry.Refusal e) {
      throw new UnpublishedSetException("schema of " + set.id() + ": " + e.getMessage());
    }
    String topic = topics.features(set.name(), set.version());
    if (!exists(topic)) {
      throw new UnpublishedSetException("topic " + topic + " does not exist" + REMEDY);
    }
    return new FeatureTopic(topic, schemaId);
  }

  /** What the release is refused with, if that is what the broker's answer comes to. */
  static Optional<UnpublishedSetException> refusal(String topic, Throwable answer) {
    return answer instanceof AuthorizationException || answer instanceof InvalidTopicException
        ? Optional.of(
            new UnpublishedSetException(
                "broker refuses to tell of topic " + topic + ": " + answer.getMessage()))
        : Optional.empty();
  }

  private boolean exists(String topic) throws UnpublishedSetException {
    Pauses pauses = new Pauses("broker " + bootstrap);
    int unknown = 0;
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000))) {
      while (true) {
        try {
          admin.describeTopics(List.of(topic)).allTopicNames().get();
          return true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof UnknownTopicOrPartitionException) {
            if (++unknown == ASKED_FOR) {
              return false;
            }
          } else if (refusal(topic, e.getCause()).isPresent()) {
            throw refusal(topic, e.getCause()).get();
          } else if (!(e.getCause() instanceof RetriableException)) {
            throw new IllegalStateException(
                "broker " + bootstrap + " refuses to tell of topic " + topic, e.getCause());
          }
          pauses.await(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for broker " + bootstrap, e);
    }
  }
}
