package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Path;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local registry refuses what old or new readers could not read, and remembers. */
class RegistryIT {

  private static final AvroSchema FIRST =
      new AvroSchema(
          SchemaBuilder.record("Point")
              .fields()
              .name("x")
              .type()
              .doubleType()
              .doubleDefault(0)
              .endRecord());
  private static final AvroSchema WITH_A_FIELD_WITHOUT_DEFAULT =
      new AvroSchema(
          SchemaBuilder.record("Point")
              .fields()
              .name("x")
              .type()
              .doubleType()
              .doubleDefault(0)
              .requiredString("label")
              .endRecord());

  @Test
  void keepsSchemasFullTransitiveAlsoAfterARestart(@TempDir Path dir) throws Exception {
    int id;
    try (LocalRegistry registry = LocalRegistry.start(dir.resolve("registry"), 0, dir)) {
      SchemaRegistryClient client = new CachedSchemaRegistryClient(registry.url(), 10);
      id = client.register("Point", FIRST);
      assertThat(client.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
      assertThatThrownBy(() -> client.register("Point", WITH_A_FIELD_WITHOUT_DEFAULT))
          .isInstanceOfSatisfying(
              RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    }
    try (LocalRegistry registry = LocalRegistry.start(dir.resolve("registry"), 0, dir)) {
      SchemaRegistryClient client = new CachedSchemaRegistryClient(registry.url(), 10);
      assertThat(client.getSchemaById(id)).isEqualTo(FIRST);
    }
  }
}
