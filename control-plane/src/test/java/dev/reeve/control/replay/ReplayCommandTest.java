package dev.reeve.control.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.control.Reeve;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Does the command tell all that is wrong with its arguments before it starts anything? */
class ReplayCommandTest {

  @Test
  void tellsOfTheReleaseTheMappingAndTheFolderAtOnce() {
    StringWriter err = new StringWriter();
    CommandLine reeve = Reeve.commandLine().setErr(new PrintWriter(err, true));

    int exit =
        reeve.execute(
            "replay", "--release", "no-release", "--mapping", "no-mapping", "--data", "no-data");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("no-release")
        .contains("no-mapping: there is no such file")
        .contains("--data: there is no folder no-data")
        .doesNotContain("\tat ");
  }
}
