package dev.reeve.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the README is true: its files exist, its commands are commands, its tour has six. */
class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("reeve.root"));
  private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("`(?:\\./)?reeve ([a-z]+)");
  private static final Pattern TOUR = Pattern.compile("(?m)^\\| \\d \\| \\[");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> links = all(LINK);
    assertThat(links).hasSizeGreaterThan(8);
    assertThat(links).allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  @Test
  void theTourHasSixFiles() throws IOException {
    assertThat(TOUR.matcher(readme()).results().count()).isEqualTo(6);
  }

  @Test
  void everyCommandIsOne() throws IOException {
    Set<String> commands = Reeve.commandLine().getSubcommands().keySet();
    assertThat(new TreeSet<>(all(COMMAND))).isNotEmpty().allMatch(commands::contains);
  }

  private static List<String> all(Pattern pattern) throws IOException {
    return pattern.matcher(readme()).results().map((MatchResult r) -> r.group(1)).toList();
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
