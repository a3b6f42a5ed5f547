package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.jobs.options.InvalidOptions;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.jobs.source.SourceRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Is the graph of a source mapping job what savepoints rest on, and is its release checked? */
class SourceMappingTopologyTest {

  private static final Path RELEASES =
      Path.of(System.getProperty("reeve.root"), "deploy", "releases");

  @Test
  void buildsWithoutKryoAndWithTheIdsUnderWhichSavepointsHoldPositions() {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    SourceMappingOptions options = options(RELEASES.resolve("service-health"));
    SourceMappingJob.define(environment, options, SourceRelease.sources(options));

    assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(Arrays.stream(SourceUid.values()).map(SourceUid::id))
        .isEqualTo(List.of("records", "map", "outputs"));
    assertThat(environment.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("records", "map", "outputs")
        .doesNotContainNull();
  }

  @Test
  void aReleaseWithoutSourcesOrWithBrokenOnesIsRefusedWithAllProblems(@TempDir Path folder)
      throws IOException {
    assertThatThrownBy(() -> SourceRelease.sources(options(RELEASES.resolve("fleet-guard"))))
        .isInstanceOf(InvalidOptions.class)
        .hasMessageContaining("release fleet-guard has no sources");
    assertThatThrownBy(() -> SourceRelease.sources(options(folder.resolve("none"))))
        .isInstanceOf(InvalidOptions.class)
        .hasMessageContaining("a folder with a release.yaml, or a file");
    Path body = folder.resolve("body.json");
    Files.writeString(
        body,
        """
        {"name": "r", "sources": [
          {"name": "m", "topic": "plant.loops", "format": "xml",
           "entities": [{"type": "host", "field": "a..b", "topic": "loops"}]}]}""");
    assertThatThrownBy(() -> SourceRelease.sources(options(body)))
        .isInstanceOf(InvalidOptions.class)
        .hasMessageContaining("/sources/0/format: 'xml'")
        .hasMessageContaining("/sources/0/entities/0/field: 'a..b'");
    Files.writeString(body, Files.readString(body).replace("xml", "json").replace("a..b", "a"));
    assertThatThrownBy(() -> SourceRelease.sources(options(body)))
        .hasMessageContaining("source m writes to plant.loops, which is read as a source too");
  }

  private static SourceMappingOptions options(Path release) {
    return SourceMappingOptions.of(
        "--region", "plant",
        "--bootstrap", "127.0.0.1:1",
        "--registry", "http://127.0.0.1:1",
        "--release", release.toString());
  }
}
