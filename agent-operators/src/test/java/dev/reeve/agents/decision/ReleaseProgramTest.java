package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release that was published without the reader of folders is held to the same check. */
class ReleaseProgramTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"entity_type\":\"host\",\"features\":\"host@1\",\"name\":\"scaler\""
            + " | \"features\":\"host@1\",\"name\":\"scaler\""
            + " | /agents/0/entity_type, '': key 'entity_type' is missing",
        "\"name\":\"guard\" | \"name\":null | /name, '': key 'name' is missing",
        "\"load\":\"cpu_mean / 100.0\" | \"load\":null | /agents/0/variables/load",
        "\"action\":\"restart\" | \"action\":null | /agents/0/proposals/1/action",
        "\"name\":\"cpu_mean\" | \"name\":null | /feature_sets/0/features/0/name",
        "\"effect\":\"allow\" | \"effect\":null | /policies/0/rules/0/effect",
        "\"name\":\"scaler\" | \"name\":\"Scaler\" | /agents/0/name, 'Scaler': a name is",
        "\"deadline\":\"10m\" | \"deadline\":\"31d\" | at most 30d"
      })
  void whatIsIncompleteOrOutOfRangeIsRefusedWithItsPlace(String from, String to, String reason) {
    assertThatThrownBy(() -> compile(body().replace("\"java\":null,", "").replace(from, to)))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void twoAgentsOfOneNameAreRefusedSinceTheirIdsWouldBeEqual() {
    Release sound = TestingRelease.read().release();
    AgentDefinition agent = sound.agents().get(0);
    Release twice =
        new Release(
            "twice",
            "",
            List.of(),
            sound.featureSets(),
            List.of(),
            List.of(agent, agent),
            sound.policies());
    assertThatThrownBy(() -> ReleaseProgram.compile("d", twice, Path.of("no-agents")))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("/agents/1/name, 'scaler': duplicate name");
  }

  @Test
  void aSoundBodyCompiles() {
    assertThatCode(() -> compile(body())).doesNotThrowAnyException();
  }

  private static String body() {
    return new String(TestingRelease.read().body(), StandardCharsets.UTF_8);
  }

  private static void compile(String body) throws RefusedReleaseException {
    Release release = ReleaseBody.read(body.getBytes(StandardCharsets.UTF_8));
    ReleaseProgram.compile("d", release, Path.of("no-agents")).close();
  }
}
