package dev.reeve.jobs.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Is a release read as it stands, and what is wrong with it told before the backfill starts? */
class BackfillReleaseTest {

  private static final String SET =
      """
      {"name": "load", "version": 1, "entity_type": "host", "measures": {"cpu": "ratio"},
       "features": [{"name": "n", "aggregate": "count"}]}""";

  @TempDir private Path folder;

  @Test
  void aSetThatIsThereTwiceIsTold() throws IOException {
    assertThat(problems(SET)).isEmpty();
    assertThat(problems(SET + ", " + SET))
        .singleElement()
        .asString()
        .contains("body.json/feature_sets/1 'load@1': is there twice; allowed is once");
  }

  private List<String> problems(String sets) throws IOException {
    Path body = folder.resolve("body.json");
    Files.writeString(body, "{\"name\": \"r\", \"feature_sets\": [" + sets + "]}");
    List<String> problems = new ArrayList<>();
    BackfillRelease.read(body, List.of(), problems);
    return problems;
  }
}
