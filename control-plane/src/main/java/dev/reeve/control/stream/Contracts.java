package dev.reeve.control.stream;

import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WireFormat;
import dev.reeve.schema.wire.WriterSchemas;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The contracts as the registry knows them, for a command: it fails at once where the registry is
 * away.
 */
public final class Contracts {

  private static final int CAPACITY = 1_000;
  private static final int NOT_FOUND = 404;

  private final String url;
  private final SchemaRegistryClient client;
  private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();

  /**
   * @param url address of the registry
   */
  public Contracts(String url) {
    this.url = url;
    this.client = new CachedSchemaRegistryClient(url, CAPACITY);
  }

  /** Bytes of the record in Confluent's wire format. */
  public byte[] encode(SpecificRecord record) {
    return WireFormat.encode(ids().idOf(record.getSchema()), record);
  }

  /** A decoder of records of the type, whatever schema version they were written with. */
  public <T extends SpecificRecord> WireDecoder<T> decoder(Class<T> type) {
    return new WireDecoder<>(type, writers());
  }

  /** Ids of the schemas, each under the subject that is its full name. */
  public SchemaIds ids() {
    return schema -> ids.computeIfAbsent(schema, this::lookUp);
  }

  /** Schemas by id. */
  public WriterSchemas writers() {
    return id -> {
      try {
        return Optional.of((Schema) client.getSchemaById(id).rawSchema());
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          return Optional.empty();
        }
        throw unavailable(e);
      } catch (IOException e) {
        throw unavailable(e);
      }
    };
  }

  /** Id of the latest schema of a subject; empty when there is none. */
  public OptionalInt latestId(String subject) {
    try {
      return OptionalInt.of(client.getLatestSchemaMetadata(subject).getId());
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return OptionalInt.empty();
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private int lookUp(Schema schema) {
    try {
      return client.getId(schema.getFullName(), new AvroSchema(schema));
    } catch (RestClientException e) {
      throw new IllegalStateException(
          "the registry %s does not know %s; `reeve topics` registers it"
              .formatted(url, schema.getFullName()),
          e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private IllegalStateException unavailable(Exception e) {
    return new IllegalStateException("the registry " + url + " does not answer", e);
  }
}
