package dev.reeve.control.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabCorpusTest {

  private static final String PROFILES =
      """
      {"standard": {"CostMatrix": {"tpWeight": 1.0, "fnWeight": 1.0, "fpWeight": 0.11}}}
      """;

  @TempDir Path folder;

  @Test
  void aTimestampThatRepeatsStandsForItsFirstRow() throws IOException {
    write("config/profiles.json", PROFILES);
    write(
        "labels/combined_windows.json",
        """
        {"g/a.csv": [["2014-01-01 00:05:00.000000", "2014-01-01 00:10:00.000000"]]}
        """);
    write(
        "data/g/a.csv",
        """
        timestamp,value
        2014-01-01 00:00:00,1
        2014-01-01 00:05:00,2.5
        2014-01-01 00:10:00,3
        2014-01-01 00:05:00,4
        2014-01-01 00:10:00,5
        """);
    NabCorpus corpus = NabCorpus.read(folder);
    NabSeries series = corpus.series().get(0);
    assertThat(series.windows()).containsExactly(new NabWindow(1, 2));
    assertThat(series.values()).containsExactly(1, 2.5, 3, 4, 5);
    assertThat(series.times()[1]).isEqualTo(1388534700000L);
    assertThat(series.group()).isEqualTo("g");
    assertThat(corpus.profile("standard").falsePositive()).isEqualTo(0.11);
  }

  @Test
  void allProblemsAreNamedAtOnceWithFileAndLine() throws IOException {
    write("config/profiles.json", PROFILES);
    write(
        "labels/combined_windows.json",
        """
        {"g/a.csv": [["2015-01-01 00:05:00.000000", "2014-01-01 00:00:00.000000"]], "g/b.csv": []}
        """);
    write(
        "data/g/a.csv", "timestamp,value\n2014-01-01 00:00:00,1\n2014-01-01 00:05:00,oops\nx,2\n");
    assertThatThrownBy(() -> NabCorpus.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("4 problems in ")
        .hasMessageContaining("a.csv:3: [2014-01-01 00:05:00, oops] is not `timestamp,value`")
        .hasMessageContaining("a.csv:4: [x, 2]")
        .hasMessageContaining("g/a.csv: no row at 2015-01-01 00:05:00.000000")
        .hasMessageContaining("b.csv: missing, but named in");
  }

  @Test
  void anUnknownProfileListsTheKnownOnes() throws IOException {
    write("config/profiles.json", PROFILES);
    write("labels/combined_windows.json", "{}");
    assertThatThrownBy(() -> NabCorpus.read(folder).profile("strict"))
        .hasMessage("no profile strict; there are [standard]");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
