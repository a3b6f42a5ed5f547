package dev.reeve.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a user sees of the features that a release offers. */
class CatalogCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("reeve.root"));
  private static final Path GOLDEN =
      ROOT.resolve("control-plane/src/test/resources/catalog/service-health.txt");
  private static final String COMMAND =
      "./mvnw -pl control-plane -am test -Dtest=CatalogCommandTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dreeve.regenerate=true";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theCatalogueOfServiceHealthReadsAsItDid() throws IOException {
    assertThat(run(ROOT.resolve("deploy/releases/service-health").toString())).isZero();
    String text = out.toString().replaceFirst("[0-9a-f]{64}", "<digest>");
    if (Boolean.getBoolean("reeve.regenerate")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text)
        .withFailMessage(
            "%s is not what is printed. Regenerate it and look:%n  %s", GOLDEN, COMMAND)
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void lineageGoesThroughTheMappingAndReadersAreToldByName() throws IOException {
    JsonNode json = json("service-health");
    JsonNode errors = feature(json, "service_health@1", "errors_mean");

    assertThat(errors.path("lineage").toString())
        .isEqualTo(
            "[\"monitoring.checks: =requests.total > 0.0 ? requests.failed / requests.total : 0.0\"]");
    assertThat(errors.path("type").asText()).isEqualTo("double");
    assertThat(feature(json, "service_health@1", "checks").path("readers").toString())
        .isEqualTo("[\"agent service_watch@1\"]");
    assertThat(feature(json, "service_health@1", "checks").path("lineage").toString())
        .isEqualTo("[\"monitoring.checks: records\"]");
    assertThat(json.at("/feature_sets/0/topic").asText())
        .isEqualTo("<region>.features.service_health.v1");
    assertThat(json.at("/feature_sets/0/subject").asText())
        .isEqualTo("dev.reeve.feature.service_health_v1");
    assertThat(json.at("/sources/0/entities/host").asText()).isEqualTo("<region>.host-events");
  }

  @Test
  void policiesCountAsReadersAndWithoutAMappingLineageEndsAtTheEvents() throws IOException {
    JsonNode json = json("fleet-guard");
    JsonNode set = json.at("/feature_sets/0");

    assertThat(set.path("readers").toString()).contains("policy guardrails@1");
    assertThat(feature(json, "host_health@1", "cpu_mean").path("lineage").toString())
        .isEqualTo("[\"events of host: measure.cpu\"]");
    assertThat(feature(json, "host_health@1", "errors_mean").path("readers").toString())
        .contains("agent watcher@1");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyFeatureOfEveryReleaseIsThereWithItsMeaning(Path release) throws IOException {
    JsonNode json = json(release.getFileName().toString());

    assertThat(json.path("digest").asText()).hasSize(64);
    assertThat(json.path("feature_sets")).isNotEmpty();
    for (JsonNode set : json.path("feature_sets")) {
      assertThat(set.path("features")).isNotEmpty();
      for (JsonNode feature : set.path("features")) {
        assertThat(feature.path("definition").asText()).isNotBlank();
        assertThat(feature.path("lineage")).as(feature.path("name").asText()).isNotEmpty();
      }
    }
    assertThat(run(release.toString())).isZero();
    assertThat(out.toString()).contains(json.path("digest").asText());
  }

  static List<Path> releases() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("deploy/releases"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("release.yaml")))
          .sorted()
          .toList();
    }
  }

  @Test
  void eitherAReleaseOrARegionIsAskedFor() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("a", "--region", "plant")).isEqualTo(2);
    assertThat(err.toString()).contains("give a RELEASE, or a --region");
  }

  private JsonNode json(String release) throws IOException {
    out.getBuffer().setLength(0);
    assertThat(run(ROOT.resolve("deploy/releases").resolve(release).toString(), "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    out.getBuffer().setLength(0);
    return json;
  }

  private static JsonNode feature(JsonNode json, String set, String name) {
    for (JsonNode each : json.path("feature_sets")) {
      for (JsonNode feature : each.path("features")) {
        if (each.path("id").asText().equals(set) && feature.path("name").asText().equals(name)) {
          return feature;
        }
      }
    }
    throw new AssertionError("no feature " + name + " in " + set);
  }

  private int run(String... arguments) {
    CommandLine line = Reeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = Stream.concat(Stream.of("catalog"), Stream.of(arguments)).toArray(String[]::new);
    return line.execute(all);
  }
}
