package dev.reeve.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** The relocated client is Confluent's own, and fits our Avro, Kafka and Jackson. */
class RegistryClientTest {

  private static final Schema POINT =
      SchemaBuilder.record("Point").namespace("test").fields().requiredDouble("x").endRecord();

  @Test
  void signaturesSpeakOfOurAvro() throws NoSuchMethodException {
    assertThat(AvroSchema.class.getMethod("rawSchema").getReturnType()).isEqualTo(Schema.class);
    assertThat(AvroSchema.class.getConstructor(Schema.class)).isNotNull();
    assertThat(SchemaRegistryClient.class).isAssignableFrom(CachedSchemaRegistryClient.class);
  }

  @Test
  void registersAndReadsBack() throws IOException, RestClientException {
    SchemaRegistryClient client = new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()));
    int id = client.register("test.Point", new AvroSchema(POINT));
    assertThat(client.getSchemaById(id).rawSchema()).isEqualTo(POINT);
    assertThatThrownBy(() -> client.getSchemaById(id + 1)).isInstanceOf(RestClientException.class);
  }

  @Test
  void anUnreachableRegistryIsAnErrorOfInputAndOutput() {
    SchemaRegistryClient client = new CachedSchemaRegistryClient("http://127.0.0.1:9", 10);
    assertThatThrownBy(() -> client.register("test.Point", new AvroSchema(POINT)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void findsItsCredentialProviders() {
    assertThat(ServiceLoader.load(BasicAuthCredentialProvider.class))
        .extracting(BasicAuthCredentialProvider::alias)
        .contains("URL", "USER_INFO");
  }

  @Test
  void onlyOauthDoesNotLinkWithOurKafka() throws Exception {
    TreeSet<String> unlinked = new TreeSet<>();
    for (String name : classNames()) {
      try {
        Class<?> type = Class.forName(name, false, getClass().getClassLoader());
        type.getDeclaredMethods();
        type.getDeclaredFields();
        type.getDeclaredConstructors();
      } catch (LinkageError e) {
        unlinked.add(name);
      }
    }
    assertThat(unlinked).allMatch(name -> name.contains(".bearerauth.oauth."));
  }

  private static List<String> classNames() throws IOException, URISyntaxException {
    URI origin =
        SchemaRegistryClient.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path root = Path.of(origin);
    try (Stream<Path> files = Files.walk(root.resolve("io/confluent"))) {
      List<String> names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class"))
              .map(file -> file.replace(".class", "").replace('/', '.'))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThan(100);
      return names;
    }
  }
}
