package dev.reeve.jobs.edges;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Schema Registry that is asked until it answers: its absence stops the job's progress, never the
 * job, and is no fault of a record.
 */
final class Registry implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final int CACHED_SCHEMAS = 1_000;
  private static final int NOT_FOUND = 404;
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final String url;

  private transient SchemaRegistryClient client;

  /** A question to the registry. */
  @FunctionalInterface
  interface Question<T> {
    T ask(SchemaRegistryClient client) throws IOException, RestClientException;
  }

  Registry(String url) {
    this.url = url;
  }

  /**
   * Asks, and asks again after 0.1 s, 0.2 s, 0.4 s to 10 s while there is no answer.
   *
   * @return empty when the registry answers that there is no such thing
   * @throws IllegalStateException when the thread is interrupted, as when the task is cancelled
   */
  <T> Optional<T> ask(Question<T> question) {
    if (client == null) {
      client = new CachedSchemaRegistryClient(url, CACHED_SCHEMAS);
    }
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return Optional.ofNullable(question.ask(client));
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          return Optional.empty();
        }
        await(pause, e);
      } catch (IOException e) {
        await(pause, e);
      }
    }
  }

  String url() {
    return url;
  }

  private void await(long pause, Exception why) {
    LOG.warn("Registry {} gives no answer, asking again in {} ms: {}", url, pause, why.toString());
    try {
      TimeUnit.MILLISECONDS.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for registry " + url, e);
    }
  }
}
