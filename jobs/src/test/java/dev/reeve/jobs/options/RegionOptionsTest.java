package dev.reeve.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionOptionsTest {

  private static final List<String> REQUIRED =
      List.of(
          "--region", "plant",
          "--bootstrap", "127.0.0.1:9092",
          "--registry", "http://127.0.0.1:8085/apis/ccompat/v7",
          "--sources", "host=plant.events,service=plant.service-events");

  @Test
  void readsArgumentsAndFillsInDefaults() {
    RegionOptions options = with("--lateness", "2m", "--delivery=at-least-once");

    assertThat(options.sources())
        .isEqualTo(Map.of("plant.events", "host", "plant.service-events", "service"));
    assertThat(options.lateness()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.duplicateHorizon()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.maxParallelism()).isEqualTo(128);
    assertThat(options.topics().decisions()).isEqualTo("plant.decisions");
  }

  @Test
  void argumentsWinOverTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("plant.properties"), "lateness=5m\nparallelism=3");

    RegionOptions options = with("--config", file.toString(), "--lateness", "2m");

    assertThat(options.lateness()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.parallelism()).isEqualTo(3);
  }

  @Test
  void theClustersConfigurationFillsInWhatIsNotGiven() {
    RegionOptions options =
        RegionOptions.of(
            Map.of(
                "reeve.region", "edge",
                "reeve.bootstrap", "127.0.0.1:9092",
                "reeve.registry", "http://127.0.0.1:8085",
                "reeve.sources", "host=edge.events",
                "rest.port", "8081"),
            "--region",
            "plant");

    assertThat(options.region()).isEqualTo("plant");
    assertThat(options.sources()).isEqualTo(Map.of("edge.events", "host"));
  }

  @Test
  void writesArgumentsThatReadBackToTheSame() {
    RegionOptions options =
        with("--prefix", "t1.", "--duplicate-horizon", "3h", "--agents-dir", "a");

    assertThat(RegionOptions.of(options.arguments().toArray(String[]::new))).isEqualTo(options);
  }

  @Test
  void tellsAllProblemsAtOnceWithKeyValueAndWhatIsAllowed() {
    List<String> problems =
        problems(
            "--region", "Plant!",
            "--bootstrap", "nowhere",
            "--sources", "host=a,host=b",
            "--lateness", "soon",
            "--delivery", "maybe",
            "--parallelism", "0",
            "--chekpoint-interval", "1s");

    assertThat(problems).hasSize(8);
    assertThat(problems)
        .anySatisfy(p -> assertThat(p).contains("--region is 'Plant!'", "lower-case letter"))
        .anySatisfy(p -> assertThat(p).contains("--bootstrap is 'nowhere'", "host:port"))
        .anySatisfy(p -> assertThat(p).contains("--registry is missing", "URL"))
        .anySatisfy(p -> assertThat(p).contains("--sources is", "type host stands twice"))
        .anySatisfy(p -> assertThat(p).contains("--lateness is 'soon'", "such as 30s"))
        .anySatisfy(p -> assertThat(p).contains("--delivery is 'maybe'", "at-least-once"))
        .anySatisfy(p -> assertThat(p).contains("--parallelism is '0'", "from 1 to 32768"))
        .anySatisfy(
            p -> assertThat(p).contains("Did you mean --checkpoint-interval?", "--max-ahead"));
  }

  @Test
  void tellsWhichOptionsContradictEachOther() {
    List<String> problems =
        problems(
            plus(
                "--lateness", "2d",
                "--duplicate-horizon", "1h",
                "--watermark-bound", "1d",
                "--transaction-timeout", "1s",
                "--parallelism", "200"));

    assertThat(problems).hasSize(4);
    assertThat(problems)
        .anySatisfy(p -> assertThat(p).contains("--duplicate-horizon", "at least --lateness"))
        .anySatisfy(p -> assertThat(p).contains("--watermark-bound", "at least --lateness"))
        .anySatisfy(p -> assertThat(p).contains("--transaction-timeout", "checkpoint-interval"))
        .anySatisfy(p -> assertThat(p).contains("--parallelism", "--max-parallelism"));
  }

  @Test
  void theWatermarkStaysBehindByTheLatenessUnlessToldOtherwise() {
    assertThat(with("--lateness", "5s").watermarkBound()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesWhatIsNoOptionOrStandsTwice() {
    List<String> problems =
        problems(
            plus("stray", "--lateness", "1m", "--lateness", "2m", "--config", "/no/such/file"));

    assertThat(problems).hasSize(3);
    assertThat(problems)
        .anySatisfy(p -> assertThat(p).contains("'stray' is no option"))
        .anySatisfy(p -> assertThat(p).contains("--lateness is given twice"))
        .anySatisfy(p -> assertThat(p).contains("--config is '/no/such/file'"));
  }

  private static RegionOptions with(String... more) {
    return RegionOptions.of(plus(more));
  }

  private static String[] plus(String... more) {
    List<String> arguments = new ArrayList<>(REQUIRED);
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static List<String> problems(String... arguments) {
    return catchThrowableOfType(InvalidOptions.class, () -> RegionOptions.of(arguments)).problems();
  }
}
