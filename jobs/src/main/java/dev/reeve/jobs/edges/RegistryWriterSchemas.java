package dev.reeve.jobs.edges;

import dev.reeve.schema.wire.SchemaCache;
import dev.reeve.schema.wire.WriterSchemas;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Schemas of writers, from the registry. A schema that is not Avro's, or that cannot be parsed,
 * counts as unknown: asking again would not make it readable. Not thread-safe.
 */
final class RegistryWriterSchemas implements WriterSchemas {

  private static final long serialVersionUID = 1L;
  private static final int MOST_REFERENCES = 100;

  private final Registry registry;

  private transient SchemaCache<Optional<Schema>> settled;

  RegistryWriterSchemas(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Schema> byId(int id) {
    if (settled == null) {
      settled = new SchemaCache<>();
    }
    Optional<Schema> known = settled.get(id);
    if (known != null) {
      return known;
    }
    Optional<Optional<Schema>> answer = registry.ask(rest -> parsed(rest.getId(id), rest));
    answer.ifPresent(schema -> settled.put(id, schema));
    return answer.flatMap(schema -> schema);
  }

  private static Optional<Schema> parsed(SchemaString registered, RestService rest)
      throws IOException, RestClientException {
    String type = registered.getSchemaType();
    if (type != null && !type.equals(AvroSchema.TYPE)) {
      return Optional.empty();
    }
    Map<String, String> references = new LinkedHashMap<>();
    if (!resolve(registered.getReferences(), references, rest, 0)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          new AvroSchema(registered.getSchemaString(), List.of(), references, null).rawSchema());
    } catch (AvroRuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Collects what a schema refers to, the innermost first; false when that is too much. */
  private static boolean resolve(
      List<SchemaReference> references, Map<String, String> found, RestService rest, int depth)
      throws IOException, RestClientException {
    for (SchemaReference reference : references == null ? List.<SchemaReference>of() : references) {
      if (found.containsKey(reference.getName())) {
        continue;
      }
      if (depth == MOST_REFERENCES || found.size() == MOST_REFERENCES) {
        return false;
      }
      var referred = rest.getVersion(reference.getSubject(), reference.getVersion());
      if (!resolve(referred.getReferences(), found, rest, depth + 1)) {
        return false;
      }
      found.put(reference.getName(), referred.getSchema());
    }
    return true;
  }
}
