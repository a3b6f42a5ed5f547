package dev.reeve.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTableTest {

  private static final String COMMAND =
      "./mvnw -pl jobs -am test -Dtest=OptionsTableTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dreeve.regenerate=true";

  @Test
  void theTableInTheRepositoryIsTheOneThatTheDeclarationsGive() throws IOException {
    Path file = Path.of(System.getProperty("reeve.root"), "jobs", "OPTIONS.md");
    if (Boolean.getBoolean("reeve.regenerate")) {
      Files.writeString(file, OptionsTable.markdown());
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .withFailMessage(
            "jobs/OPTIONS.md is not what the declarations give. Regenerate it:%n  %s", COMMAND)
        .isEqualTo(OptionsTable.markdown());
  }

  @Test
  void helpNamesEveryOptionAndTheFile() {
    for (OptionsTable table : OptionsTable.ALL) {
      for (Option<?> option : table.options()) {
        assertThat(table.help()).contains("--" + option.key()).contains(option.description());
      }
      assertThat(table.help()).contains("--config");
    }
  }
}
