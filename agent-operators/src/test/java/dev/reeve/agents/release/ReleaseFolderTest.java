package dev.reeve.agents.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sound release is read; a broken one is told wrong in every place at once. */
class ReleaseFolderTest {

  @TempDir Path temporary;

  @Test
  void usageExample() throws Exception {
    ReadRelease read = ReleaseFolder.read(folder("sound"), List.of());

    assertThat(read.problems()).isEmpty();
    assertThat(read.release().agents().get(0).proposals()).hasSize(2);
    assertThat(ReleaseBody.read(read.body())).isEqualTo(read.release());
    assertThat(read.digest()).hasSize(64);
  }

  @Test
  void theBodyIsCanonicalWhateverTheOrderOfKeys() throws Exception {
    Path copy = copy("sound");
    Path policy = copy.resolve("policies/everyday.yaml");
    List<String> lines = Files.readAllLines(policy);
    lines.set(0, "version: 1");
    lines.set(1, "name: everyday # first became second");
    Files.write(policy, lines);

    assertThat(ReleaseFolder.read(copy, List.of()).digest())
        .isEqualTo(ReleaseFolder.read(folder("sound"), List.of()).digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-feature",
        "type-error",
        "duplicate-names",
        "unknown-effect",
        "missing-file",
        "cyclic-expression",
        "unknown-key",
        "empty-policy",
        "huge-expression"
      })
  void namesFileLineValueAndRemedyOfEveryProblem(String broken) throws Exception {
    Path folder = folder("broken/" + broken);

    ReadRelease read = ReleaseFolder.read(folder, List.of());

    assertThat(read.isSound()).isFalse();
    assertThat(read.release()).isNull();
    assertThat(read.problems().stream().map(p -> p + "\n").collect(Collectors.joining()))
        .isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }

  @Test
  void placesTheProblemsOfOtherModulesByTheirPointer() throws Exception {
    ReadRelease read =
        ReleaseFolder.read(
            folder("broken/window-not-a-multiple"),
            List.of(
                release ->
                    List.of(
                        new Problem(
                            "/feature_sets/0/features/0/window/pane",
                            release.featureSets().get(0).features().get(0).window().pane(),
                            "does not divide"))));

    assertThat(read.problems())
        .containsExactly(new ReleaseProblem("features/host.yaml", 13, 31, "7s", "does not divide"));
  }

  @Test
  void refusesAliasesTagsDepthAndSize() throws Exception {
    Path copy = copy("sound");
    Path agent = copy.resolve("agents/scaler.yaml");
    String deep = "name: " + "[".repeat(30) + "]".repeat(30) + "\n";

    assertThat(problemsWith(copy, agent, "name: &a scaler\ndescription: *a\n"))
        .contains("aliases and anchors are not allowed");
    assertThat(problemsWith(copy, agent, "name: !secret scaler\n"))
        .contains("tags are not allowed");
    assertThat(problemsWith(copy, agent, deep)).contains("agents/scaler.yaml").contains("epth");
    assertThat(problemsWith(copy, agent, "#".repeat(1 << 21))).contains("allowed are 1048576");
    assertThat(problemsWith(copy, agent, "name: [scaler\n")).contains("agents/scaler.yaml:2:1");
  }

  @Test
  void saysWhenThereIsNoRelease() {
    assertThat(ReleaseFolder.read(temporary, List.of()).problems().get(0).toString())
        .contains("release.yaml:1:1")
        .contains("a release is a folder with a file release.yaml");
  }

  private String problemsWith(Path folder, Path file, String text) throws IOException {
    Files.writeString(file, text);
    return ReleaseFolder.read(folder, List.of()).problems().toString();
  }

  private Path copy(String name) throws Exception {
    Path from = folder(name);
    Path to = Files.createTempDirectory(temporary, "release");
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  static Path folder(String name) throws URISyntaxException {
    return Path.of(ReleaseFolderTest.class.getResource("/" + name).toURI());
  }
}
