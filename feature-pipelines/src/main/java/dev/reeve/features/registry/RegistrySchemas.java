package dev.reeve.features.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writer schemas from a Schema Registry, through Confluent's own client. */
public final class RegistrySchemas implements WriterSchemas {

  private static final long serialVersionUID = 1L;
  private static final int CAPACITY = 1_000;
  private static final int NOT_FOUND = 404;

  private final String url;
  private final Map<String, String> clientOptions;

  private transient SchemaRegistryClient client;

  /**
   * @param url address of the registry, such as {@code http://127.0.0.1:8081}
   * @param clientOptions options of Confluent's client, such as credentials; may be empty
   */
  public RegistrySchemas(String url, Map<String, String> clientOptions) {
    this.url = url;
    this.clientOptions = Map.copyOf(clientOptions);
  }

  @Override
  public Optional<Schema> find(int schemaId) throws IOException {
    if (client == null) {
      client = new CachedSchemaRegistryClient(url, CAPACITY, clientOptions);
    }
    try {
      if (client.getSchemaById(schemaId) instanceof AvroSchema avro) {
        return Optional.of(avro.rawSchema());
      }
      return Optional.empty();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new IOException("registry " + url + " answered " + e.getMessage(), e);
    }
  }
}
