package dev.reeve.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceMappingOptionsTest {

  private static final String[] REQUIRED = {
    "--region", "plant",
    "--bootstrap", "127.0.0.1:9092",
    "--registry", "http://127.0.0.1:8085",
    "--release", "deploy/releases/service-health",
    "--prefix", "t."
  };

  @Test
  void writesArgumentsThatReadBackToTheSame() {
    SourceMappingOptions options = SourceMappingOptions.of(REQUIRED);

    assertThat(SourceMappingOptions.of(options.arguments().toArray(String[]::new)))
        .isEqualTo(options);
    assertThat(options.topics().mapped("service-events")).isEqualTo("t.plant.service-events");
  }

  @Test
  void takesOfTheClusterWhatIsItsOwnAndLeavesWhatIsOfOtherJobs() {
    SourceMappingOptions options =
        SourceMappingOptions.of(Map.of("reeve.lateness", "2m", "reeve.parallelism", "3"), REQUIRED);

    assertThat(options.parallelism()).isEqualTo(3);
    assertThatThrownBy(
            () -> SourceMappingOptions.of(Map.of("reeve.lateness", "2m"), "--lateness", "1m"))
        .isInstanceOf(InvalidOptions.class)
        .hasMessageContaining("--lateness is no option")
        .hasMessageContaining("--release is missing");
    assertThatThrownBy(() -> SourceMappingOptions.of(Map.of("reeve.colour", "red"), REQUIRED))
        .hasMessageContaining("--colour is no option");
  }
}
