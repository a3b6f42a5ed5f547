package dev.reeve.control.stream;

import dev.reeve.features.source.RegisteredSchemas;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/** The latest schemas that a registry holds, for a command: it fails where the registry is away. */
public final class LatestSchemas implements RegisteredSchemas {

  private static final int CAPACITY = 100;
  private static final int NOT_FOUND = 404;

  private final String url;
  private final SchemaRegistryClient client;

  /**
   * @param url address of the registry, Confluent's API
   */
  public LatestSchemas(String url) {
    this.url = url;
    this.client = new CachedSchemaRegistryClient(url, CAPACITY);
  }

  @Override
  public Optional<Schema> latest(String subject) {
    try {
      int id = client.getLatestSchemaMetadata(subject).getId();
      return client.getSchemaById(id) instanceof AvroSchema avro
          ? Optional.of(avro.rawSchema())
          : Optional.empty();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new IllegalStateException(
          "the registry " + url + " refused subject " + subject + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("the registry " + url + " does not answer", e);
    }
  }
}
