package dev.reeve.jobs.edges;

import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * A Schema Registry that is asked until it answers: its absence stops the job's progress, never the
 * job, and is no fault of a record.
 */
final class Registry implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final String url;

  private transient RestService rest;

  /** A question to the registry. */
  @FunctionalInterface
  interface Question<T> {
    T ask(RestService rest) throws IOException, RestClientException;
  }

  /** The registry answers that it will not say: asking again would not help. */
  static final class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Refusal(String message, Throwable cause) {
      super(message, cause);
    }
  }

  Registry(String url) {
    this.url = url;
  }

  /**
   * Asks, and asks again after 0.1 s, 0.2 s, 0.4 s to 10 s while there is no answer.
   *
   * @return empty when the registry answers that there is no such thing
   * @throws Refusal when the registry refuses to answer, as for want of rights
   * @throws IllegalStateException when the thread is interrupted, as when the task is cancelled
   */
  <T> Optional<T> ask(Question<T> question) {
    if (rest == null) {
      rest = new RestService(url);
    }
    Pauses pauses = new Pauses("registry " + url);
    while (true) {
      try {
        return Optional.ofNullable(question.ask(rest));
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          return Optional.empty();
        }
        if (!isAbsence(e.getStatus())) {
          throw new Refusal("registry " + url + " refuses: " + e.getMessage(), e);
        }
        pauses.await(e);
      } catch (IOException e) {
        pauses.await(e);
      }
    }
  }

  String url() {
    return url;
  }

  private static boolean isAbsence(int status) {
    return status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }
}
