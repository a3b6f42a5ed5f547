package dev.reeve.control.topic;

import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Outcome;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.UsageRecord;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Registers the contracts, one client, one after the other, under subjects that are the records'
 * full names, each FULL_TRANSITIVE. Jobs only look ids up.
 */
public final class SchemaRegistration {

  /** Compatibility of every subject: each version reads and is read by every other. */
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final int CAPACITY = 100;
  private static final int NOT_FOUND = 404;

  private static final List<Schema> CONTRACTS =
      List.of(
          Account.getClassSchema(),
          Acknowledgement.getClassSchema(),
          Action.getClassSchema(),
          Answer.getClassSchema(),
          ControlRecord.getClassSchema(),
          Decision.getClassSchema(),
          Outcome.getClassSchema(),
          Question.getClassSchema(),
          RegionEvent.getClassSchema(),
          RejectedRecord.getClassSchema(),
          UsageRecord.getClassSchema());

  private final String url;
  private final SchemaRegistryClient client;

  public SchemaRegistration(String url) {
    this(url, new CachedSchemaRegistryClient(url, CAPACITY));
  }

  SchemaRegistration(String url, SchemaRegistryClient client) {
    this.url = url;
    this.client = client;
  }

  /** Registers the contracts that are missing; what is there stays. */
  public void register() {
    register(CONTRACTS);
  }

  /** Registers those of the schemas that are missing; what is there stays. */
  public void register(List<Schema> schemas) {
    for (Schema schema : schemas) {
      ask(
          () -> {
            int id = client.register(schema.getFullName(), new AvroSchema(schema));
            client.updateCompatibility(schema.getFullName(), COMPATIBILITY);
            return id;
          });
    }
  }

  /** Differences between the contracts and the registry, one sentence each. */
  public List<String> differences() {
    return differences(CONTRACTS);
  }

  /** Differences between the schemas and the registry, one sentence each. */
  public List<String> differences(List<Schema> schemas) {
    List<String> differences = new ArrayList<>();
    for (Schema schema : schemas) {
      String subject = schema.getFullName();
      if (!isRegistered(schema)) {
        differences.add(subject + ": this version is not registered at " + url);
        continue;
      }
      String compatibility = compatibility(subject);
      if (!COMPATIBILITY.equals(compatibility)) {
        differences.add(
            subject + ": compatibility is " + compatibility + ", planned is " + COMPATIBILITY);
      }
    }
    return differences;
  }

  private boolean isRegistered(Schema schema) {
    return ask(() -> found(() -> client.getId(schema.getFullName(), new AvroSchema(schema))))
        != null;
  }

  private String compatibility(String subject) {
    String own = ask(() -> found(() -> client.getCompatibility(subject)));
    return own == null ? "that of the registry" : own;
  }

  private static <T> T found(Request<T> question) throws IOException, RestClientException {
    try {
      return question.ask();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private <T> T ask(Request<T> question) {
    try {
      return question.ask();
    } catch (RestClientException e) {
      throw new IllegalStateException("the registry " + url + " refused: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("the registry " + url + " does not answer", e);
    }
  }

  @FunctionalInterface
  private interface Request<T> {
    T ask() throws IOException, RestClientException;
  }
}
