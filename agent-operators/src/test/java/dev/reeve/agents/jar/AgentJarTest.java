package dev.reeve.agents.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.agents.Agent;
import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.JavaAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents come from the jar that the release names, and from no other build. */
class AgentJarTest {

  private static final String SOURCE =
      """
      package user;
      import dev.reeve.agents.*;
      public class Quiet implements Agent {
        public Evaluation evaluate(AgentInput input) {
          return new Evaluation(true, input.feature("cpu_mean").orElse(0), java.util.List.of());
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void usageExample() throws Exception {
    Path jar = jar("quiet.jar");
    JavaAgent named = new JavaAgent("user.Quiet", "quiet.jar", Digest.of(Files.readAllBytes(jar)));

    try (AgentJar opened = AgentJar.open(directory, named)) {
      Agent agent = opened.instantiate(named.className());
      assertThat(agent.getClass().getClassLoader()).isSameAs(opened);
      assertThat(agent.evaluate(TestingRelease.input(50.0, 1.0, "standard")).score())
          .isEqualTo(50.0);
    }
  }

  @Test
  void refusesAnotherBuild() throws Exception {
    jar("quiet.jar");

    assertThatThrownBy(
            () ->
                AgentJar.open(directory, new JavaAgent("user.Quiet", "quiet.jar", "0".repeat(64))))
        .isInstanceOf(RefusedAgentException.class)
        .hasMessageContaining("is another build: its SHA-256 is")
        .hasMessageContaining("0".repeat(64));
  }

  @Test
  void refusesAMissingJarAPathAndAClassThatIsNoAgent() throws Exception {
    Path jar = jar("quiet.jar");
    String digest = Digest.of(Files.readAllBytes(jar));

    assertThatThrownBy(() -> AgentJar.open(directory, new JavaAgent("a.B", "no.jar", digest)))
        .hasMessageContaining("is not in the agents directory");
    assertThatThrownBy(() -> AgentJar.open(directory, new JavaAgent("a.B", "../a.jar", digest)))
        .hasMessageContaining("leaves the agents directory");
    try (AgentJar opened = AgentJar.open(directory, new JavaAgent("a.B", "quiet.jar", digest))) {
      assertThatThrownBy(() -> opened.instantiate("java.lang.String"))
          .hasMessageContaining("is no dev.reeve.agents.Agent");
      assertThatThrownBy(() -> opened.instantiate("user.Missing"))
          .isInstanceOf(RefusedAgentException.class);
    }
  }

  @Test
  void theWorkingDirectoryIsADirectoryLikeAnyOtherAndNoneIsNone() {
    JavaAgent agent = new JavaAgent("a.B", "no.jar", "0".repeat(64));

    assertThatThrownBy(() -> AgentJar.open(Path.of("."), agent))
        .hasMessageContaining("is not in the agents directory");
    assertThatThrownBy(() -> AgentJar.open(Path.of("."), new JavaAgent("a.B", "../a.jar", "0")))
        .hasMessageContaining("leaves the agents directory");
    assertThatThrownBy(() -> AgentJar.open(Path.of(""), agent))
        .hasMessageContaining("no agents directory is given; use --agents-dir");
  }

  private Path jar(String name) throws IOException {
    Path source = Files.createDirectories(directory.resolve("user")).resolve("Quiet.java");
    Files.writeString(source, SOURCE);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "-cp",
                Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .toString(),
                source.toString());
    assertThat(status).isZero();
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("user/Quiet.class"));
      Files.copy(directory.resolve("user/Quiet.class"), out);
    }
    return jar;
  }
}
