package dev.reeve.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Can contracts grow: are they documented, defaulted, and compatible with every released version?
 */
class ContractsTest {

  private static final Path RELEASED = Path.of("src/test/resources/released");

  @TestFactory
  Stream<DynamicTest> everyFieldIsDocumentedAndHasADefault() {
    return Contracts.ALL.stream()
        .map(
            schema ->
                DynamicTest.dynamicTest(
                    schema.getName(),
                    () -> {
                      assertThat(schema.getNamespace()).isEqualTo("dev.reeve.schema");
                      assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
                      for (Schema.Field field : schema.getFields()) {
                        String name = schema.getName() + "." + field.name();
                        assertThat(field.doc()).as("doc of %s", name).isNotBlank();
                        assertThat(field.hasDefaultValue()).as("default of %s", name).isTrue();
                        assertThat(recordsInUnion(field.schema()))
                            .as("records in the union %s", name)
                            .isLessThanOrEqualTo(1);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> readsAndIsReadByEveryReleasedVersion() throws IOException {
    return releasedFiles().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    RELEASED.relativize(file).toString(),
                    () -> {
                      Schema released = new Schema.Parser().parse(file.toFile());
                      Schema current = Contracts.byName(released.getName());
                      assertThat(incompatibilities(current, released)).isEmpty();
                    }));
  }

  @Test
  void findsAnIncompatibleChange() {
    Schema current = Contracts.byName("Account");
    Schema broken =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Account", "namespace": "dev.reeve.schema", "fields": [
                  {"name": "region", "type": "string"},
                  {"name": "subtask", "type": "string"}]}""");
    assertThat(incompatibilities(current, broken)).hasSize(2);
  }

  @Test
  void everyPublishedContractIsReleased() throws IOException {
    Set<String> released =
        releasedFiles().stream()
            .map(file -> file.getFileName().toString().replace(".avsc", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> published =
        Contracts.PUBLISHED.stream()
            .map(Schema::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(released).isEqualTo(published);
  }

  private static List<String> incompatibilities(Schema current, Schema released) {
    return Stream.of(
            SchemaCompatibility.checkReaderWriterCompatibility(current, released),
            SchemaCompatibility.checkReaderWriterCompatibility(released, current))
        .filter(pair -> pair.getType() != SchemaCompatibilityType.COMPATIBLE)
        .map(pair -> pair.getResult().getIncompatibilities().toString())
        .toList();
  }

  private static long recordsInUnion(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().stream().filter(t -> t.getType() == Schema.Type.RECORD).count()
        : 0;
  }

  private static List<Path> releasedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    }
  }
}
