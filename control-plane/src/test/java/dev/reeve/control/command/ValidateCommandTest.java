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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a user sees of a release's problems: all of them, with file, line, value and remedy. */
class ValidateCommandTest {

  private static final Path SOUND =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/windowed-gaussian");

  private static final String FEATURES = "features/metric-tail.yaml";
  private static final String AGENT = "agents/tail-watch.yaml";
  private static final String POLICY = "policies/incidents.yaml";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aSoundReleaseIsSummarisedWithItsDigest() {
    assertThat(run("validate", SOUND.toString())).isZero();
    assertThat(out.toString())
        .contains("windowed-gaussian is sound.")
        .containsPattern("digest +[0-9a-f]{64}")
        .contains("metric_tail@1 over metric: 1 features")
        .containsPattern("state +of an entity at most \\d+ bytes in its head, [\\d,]+ in \\d cells")
        .contains("tail_watch@1 over metric_tail@1: open_incident");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenReleases")
  void aBrokenReleaseIsToldWithFileAndLine(
      String name, String file, String sound, String broken, String where, String value)
      throws IOException {
    copyOfTheSoundRelease();
    replace(file, sound, broken);
    assertThat(run("validate", folder.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .anySatisfy(line -> assertThat(line).contains(where + ":").contains(value));
    assertThat(err.toString()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  static Stream<Arguments> brokenReleases() {
    return Stream.of(
        Arguments.of(
            "unknown feature",
            AGENT,
            "score: value.surprise",
            "score: value.surprize",
            AGENT + ":8",
            "surprize"),
        Arguments.of(
            "type error", AGENT, "score >= 1.0", "score >= \"high\"", AGENT + ":13", "high"),
        Arguments.of(
            "duplicate names",
            "release.yaml",
            "  - agents/tail-watch.yaml",
            "  - agents/tail-watch.yaml\n  - agents/tail-watch.yaml",
            AGENT,
            "tail_watch"),
        Arguments.of(
            "window that is no multiple",
            FEATURES,
            "{count: 6400, step: 100}",
            "{last: 10m, pane: 7m}",
            FEATURES + ":18",
            "7m"),
        Arguments.of(
            "unknown effect", POLICY, "effect: allow", "effect: permit", POLICY + ":10", "permit"),
        Arguments.of(
            "missing file",
            "release.yaml",
            "policies/incidents.yaml",
            "policies/none.yaml",
            "release.yaml:11",
            "policies/none.yaml"),
        Arguments.of(
            "cyclic expression",
            AGENT,
            "score: value.surprise",
            "variables: {a: b + 1.0, b: a + 1.0}\nscore: value.surprise",
            AGENT + ":8",
            "a"),
        Arguments.of(
            "unknown key",
            FEATURES,
            "ttl: 3650d",
            "time_to_live: 3650d",
            FEATURES + ":11",
            "time_to_live"),
        Arguments.of(
            "empty policy",
            POLICY,
            "rules:\n"
                + "  - name: an incident may be opened\n"
                + "    actions: [open_incident]\n"
                + "    effect: allow\n"
                + "    reason: an incident too many is better than one too few\n",
            "rules: []\n",
            POLICY + ":7",
            "policy is empty"),
        Arguments.of(
            "huge expression",
            AGENT,
            "score >= 1.0",
            "score >= 1.0" + " || score >= 1.0".repeat(500),
            AGENT + ":13",
            "score >= 1.0"));
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    copyOfTheSoundRelease();
    replace(AGENT, "score: value.surprise", "score: value.surprize");
    replace(POLICY, "effect: allow", "effect: permit");
    replace(FEATURES, "aggregate: gaussian_tail", "aggregate: gaussian_head");
    assertThat(run("validate", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("surprize")
        .contains("permit")
        .contains("gaussian_head")
        .containsPattern("\\d problems");
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    copyOfTheSoundRelease();
    replace(POLICY, "effect: allow", "effect: permit");
    assertThat(run("validate", "--json", folder.toString())).isEqualTo(2);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("sound").asBoolean()).isFalse();
    assertThat(json.at("/problems/0/file").asText()).isEqualTo(POLICY);
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(10);
    assertThat(json.at("/problems/0/value").asText()).isEqualTo("permit");
    assertThat(json.at("/problems/0/message").asText()).contains("allow");
  }

  @Test
  void hugeStateIsSoundAndWarnedOf() throws IOException {
    assertThat(run("validate", SOUND.toString())).isZero();
    assertThat(out.toString()).doesNotContain("warning");
    copyOfTheSoundRelease();
    replace(
        FEATURES,
        "features:\n",
        "features:\n  - {name: tail, measure: value, aggregate: quantile, parameters: {q: 0.99},"
            + " window: {last: 1h, pane: 1s}}\n");
    assertThat(run("validate", folder.toString())).as("%s", err).isZero();
    assertThat(out.toString()).contains("warning     that is more than 1,048,576 bytes");
  }

  @Test
  void aMissingFolderIsBadInput() {
    assertThat(run("validate", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder").contains("none");
  }

  @Test
  void everyCommandHelpsWithAnExample() {
    for (var command : Reeve.commandLine().getSubcommands().entrySet()) {
      if (!command.getKey().equals("help")) {
        out.getBuffer().setLength(0);
        assertThat(run(command.getKey(), "--help")).isZero();
        assertThat(out.toString())
            .as(command.getKey())
            .contains("Example: reeve " + command.getKey());
      }
    }
  }

  @Test
  void anUnknownOptionIsBadInput() {
    assertThat(run("validate", "--colour", SOUND.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--colour");
  }

  private int run(String... arguments) {
    CommandLine line = Reeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private void copyOfTheSoundRelease() throws IOException {
    try (Stream<Path> files = Files.walk(SOUND)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SOUND.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private void replace(String file, String sound, String broken) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(sound);
    Files.writeString(path, text.replace(sound, broken));
  }
}
