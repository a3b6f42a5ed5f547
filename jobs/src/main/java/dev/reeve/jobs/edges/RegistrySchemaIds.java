package dev.reeve.jobs.edges;

import dev.reeve.schema.wire.SchemaIds;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Ids of registered schemas, looked up once in a subtask. Not thread-safe. */
final class RegistrySchemaIds implements SchemaIds {

  private static final long serialVersionUID = 1L;

  private final Registry registry;

  // By identity: the generated classes have one schema object each, and comparing schemas is slow.
  private transient Map<Schema, Integer> ids;

  RegistrySchemaIds(Registry registry) {
    this.registry = registry;
  }

  @Override
  public int idOf(Schema schema) {
    if (ids == null) {
      ids = new IdentityHashMap<>();
    }
    Integer known = ids.get(schema);
    if (known == null) {
      known = lookUp(schema);
      ids.put(schema, known);
    }
    return known;
  }

  private int lookUp(Schema schema) {
    String subject = schema.getFullName();
    return registry
        .ask(rest -> rest.lookUpSubjectVersion(schema.toString(), subject).getId())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "registry %s has no such schema under subject %s: register it first, with 'reeve topics'"
                        .formatted(registry.url(), subject)));
  }
}
