package dev.reeve.control.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.control.demo.truth.Judgement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees, letter by letter, for fixed numbers. */
class DashboardTest {

  @ParameterizedTest
  @ValueSource(strings = {"80x24", "120x40"})
  void drawsTheGoldenScreen(String size) throws IOException {
    int width = Integer.parseInt(size.split("x")[0]);
    int height = Integer.parseInt(size.split("x")[1]);
    String drawn = String.join("\n", new Dashboard(width, height, Ink.NONE).draw(status())) + "\n";
    assertThat(drawn).isEqualTo(golden("dashboard-" + size + ".txt"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120, 200})
  void staysInsideTheScreen(int width) {
    for (int height = 5; height <= 60; height++) {
      List<String> lines = new Dashboard(width, height, Ink.NONE).draw(status());
      assertThat(lines).hasSizeLessThanOrEqualTo(height);
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void coloursChangeNothingButColour() {
    List<String> plain = new Dashboard(100, 45, Ink.NONE).draw(status());
    List<String> coloured = new Dashboard(100, 45, Ink.ANSI).draw(status());
    assertThat(plain).noneMatch(line -> line.contains("\u001b"));
    assertThat(coloured).anyMatch(line -> line.contains("\u001b"));
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")).toList())
        .isEqualTo(plain);
  }

  @Test
  void beforeAnythingIsKnownThereAreDashes() {
    RegionStatus nothing =
        new RegionStatus(
            "edge",
            0,
            0,
            0,
            0,
            0,
            new TreeMap<>(),
            0,
            new TreeMap<>(),
            new TreeMap<>(),
            0,
            -1,
            new Quantiles(0, 0, 0, 0),
            new Quantiles(0, 0, 0, 0),
            new Judgement(0, 0, 0, 0));
    DemoStatus status =
        new DemoStatus("streaming", 0, "r", 1, 1, "u", "a", List.of(nothing), List.of());
    List<String> lines = new Dashboard(80, 24, Ink.NONE).draw(status);
    assertThat(lines).anyMatch(line -> line.matches("precision +-"));
    assertThat(lines).anyMatch(line -> line.matches("committed p50/p99 +-"));
    assertThat(lines).anyMatch(line -> line.matches("checkpoint +-"));
  }

  @Test
  void progressIsOnePlainLinePerRegion() {
    assertThat(ProgressLine.of(status()))
        .containsExactly(
            " 83 s streaming plant  read 10000 (120/s)  rejected 70  decisions 226  actions 20"
                + "  held 4  committed p50 520 ms",
            " 83 s streaming cloud  read 20000 (240/s)  rejected 140  decisions 452  actions 40"
                + "  held 8  committed p50 1040 ms",
            " 83 s streaming edge   read 30000 (361/s)  rejected 210  decisions 678  actions 60"
                + "  held 12  committed p50 1560 ms");
  }

  private static DemoStatus status() {
    return new DemoStatus(
        "streaming",
        83,
        "fleet-guard 3f9a1c2b",
        42,
        300,
        "http://127.0.0.1:8081",
        "./reeve approvals list --regions plant,cloud,edge",
        List.of(region("plant", 1), region("cloud", 2), region("edge", 3)),
        List.of(
            "1:20 cloud web-03 allowed scale_out: replicas cost little",
            "1:21 plant press-02 held restart: a critical host goes down for a minute",
            "1:22 edge camera-01 denied scale_out: what happens there was announced, and this"
                + " sentence is longer than any screen that anybody would reasonably use for it"));
  }

  private static RegionStatus region(String name, int n) {
    return new RegionStatus(
        name,
        10_010L * n,
        10_000L * n,
        120.2 * n,
        9_800L * n,
        130L * n,
        new TreeMap<>(Map.of("LATE", 20L * n, "UNDECODABLE", 50L * n)),
        9_800L * n,
        new TreeMap<>(
            Map.of("allowed", 16L * n, "held", 4L * n, "denied", 6L * n, "no_action", 200L * n)),
        new TreeMap<>(Map.of("restart", 5L * n, "open_incident", 15L * n)),
        n,
        40L * n,
        new Quantiles(226, 12L * n, 90L * n, 200L * n),
        new Quantiles(226, 520L * n, 1_100L * n, 1_300L * n),
        new Judgement(10 * n, 9 * n, 20 * n, 18 * n));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = DashboardTest.class.getResourceAsStream(name)) {
      assertThat(in).as("golden file " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
