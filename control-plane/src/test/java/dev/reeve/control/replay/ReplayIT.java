package dev.reeve.control.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.control.audit.ExactlyOnce;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.benchmark.NabFolder;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.schema.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files go through real Kafka, registry and Flink, and come out accounted for to the row. */
@Timeout(600)
class ReplayIT {

  private static final Path ROOT = Path.of(System.getProperty("reeve.root"));
  private static final Path RELEASE = ROOT.resolve("deploy/releases/windowed-gaussian");
  private static final ReplaySettings SETTINGS = ReplaySettings.of(1, Duration.ofMillis(500));

  @TempDir private Path folder;

  private static ScratchStack scratch;

  private final List<Decision> decisions = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    scratch = ScratchStack.start(3);
  }

  @AfterAll
  static void end() {
    scratch.close();
  }

  @Test
  void scoresOfRealSeriesAreThePublishedOnesRowByRow() throws IOException {
    Path nab = NabFolder.require();
    List<String> series =
        List.of(
            "realTraffic/speed_6005.csv",
            "realKnownCause/ambient_temperature_system_failure.csv",
            "realAWSCloudwatch/ec2_cpu_utilization_24ae8d.csv");
    TreeSet<String> only = new TreeSet<>();
    series.forEach(name -> only.add("data/" + name));
    Path mapping = ROOT.resolve("deploy/releases/host-incidents/mapping-nab.yaml");
    ReplayResult result = run("nab.", Replay.prepare(mapping, nab, only, SETTINGS, progress()));

    assertThat(result.findings())
        .extracting(RegionFinding::region)
        .containsExactly("cloud", "edge", "plant");
    assertHolds(result);
    Map<String, Double> scores = new HashMap<>();
    decisions.forEach(decision -> scores.put(decision.getCauseId(), decision.getScore()));
    assertThat(scores).hasSize((int) result.published());
    for (String name : series) {
      List<String> published = Files.readAllLines(published(nab, name));
      for (int row = 0; row + 1 < published.size(); row++) {
        double score = Double.parseDouble(published.get(row + 1).split(",")[2]);
        assertThat(scores.get("data/" + name + "#" + row))
            .as("%s, row %d", name, row)
            .isCloseTo(score, within(1e-9));
      }
    }
  }

  @Test
  void malformedRowsBecomeRejectedRecordsAndTheRunGoesOn() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data/plant"));
    Files.write(
        data.resolve("pump.csv"),
        List.of(
            "at,pressure",
            "1000,1.5",
            "2000,high",
            "not a row",
            "3000,NaN",
            "4000,2.5",
            "5000,2.0"));
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.yaml"),
            """
            name: pumps
            entity_type: metric
            lateness: 1m
            files:
              - glob: plant/*.csv
                region: plant
                entity: ${file}
                time: {column: at, format: epoch_ms}
                measures: {value: pressure}
                attributes: {file: "${path}"}
            """);
    ReplayResult result =
        run(
            "pumps.",
            Replay.prepare(mapping, folder.resolve("data"), new TreeSet<>(), SETTINGS, progress()));

    assertHolds(result);
    RegionFinding plant = result.findings().get(0);
    assertThat(plant.published()).isEqualTo(6);
    assertThat(plant.accounts().accepted()).isEqualTo(3);
    assertThat(plant.accounts().rejected())
        .containsExactly(Map.entry("NOT_A_NUMBER", 1L), Map.entry("UNDECODABLE", 2L));
    assertThat(decisions)
        .extracting(Decision::getCauseId)
        .containsExactly("plant/pump.csv#0", "plant/pump.csv#4", "plant/pump.csv#5");
  }

  private ReplayResult run(String prefix, Replay replay) throws IOException {
    return replay.run(scratch, prefix, replay.release(RELEASE), decisions::add);
  }

  private static void assertHolds(ReplayResult result) {
    for (RegionFinding finding : result.findings()) {
      assertThat(finding.violations()).as(finding.region()).isEmpty();
      assertThat(finding.exactlyOnce()).as(finding.region()).isEqualTo(ExactlyOnce.EXACT);
    }
    assertThat(result.holds()).isTrue();
    assertThat(result.committed().count()).isPositive();
  }

  private static Path published(Path nab, String series) {
    String[] parts = series.split("/");
    return nab.resolve("results/windowedGaussian/" + parts[0] + "/windowedGaussian_" + parts[1]);
  }

  private static PrintWriter progress() {
    return new PrintWriter(System.err, true);
  }
}
