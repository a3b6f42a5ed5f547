package dev.reeve.jobs.edges;

import dev.reeve.schema.wire.WriterSchemas;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.Optional;
import org.apache.avro.Schema;

/** Schemas of writers, from the registry; a schema that is not Avro's counts as unknown. */
final class RegistryWriterSchemas implements WriterSchemas {

  private static final long serialVersionUID = 1L;

  private final Registry registry;

  RegistryWriterSchemas(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Schema> byId(int id) {
    return registry
        .ask(client -> client.getSchemaById(id))
        .filter(AvroSchema.class::isInstance)
        .map(schema -> ((AvroSchema) schema).rawSchema());
  }
}
