package dev.reeve.features;

import static dev.reeve.features.TestingSets.event;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.reeve.schema.FeatureVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Does the tail score equal the published scores of the Numenta Anomaly Benchmark, row by row? */
class WindowedGaussianOnNabTest {

  private static final Path NAB =
      Path.of(System.getProperty("reeve.data", "../shared/data")).resolve("nab");
  private static final double TOLERANCE = 1e-9;

  @Test
  void everyScoreOfAllSeriesEqualsThePublishedOne() throws IOException {
    boolean there = Files.isDirectory(NAB.resolve("data"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("CI has the data: " + NAB + ", or set -Dreeve.data=DIR").isTrue();
    }
    assumeThat(there)
        .as("NAB v1.1 is missing at " + NAB + ": take it from github.com/numenta/NAB")
        .isTrue();

    List<Path> series;
    try (Stream<Path> files = Files.walk(NAB.resolve("data"))) {
      series = files.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
    long rows = 0;
    double worst = 0;
    String where = "";
    for (Path file : series) {
      List<String> published = Files.readAllLines(published(file));
      FeatureSetState state =
          FeatureSetState.start(
              FeatureSetPlan.of(
                  set(feature("score", "gaussian_tail", TestingSets.count(6_400, 100)))),
              new TestingCells(),
              "host/h1");
      for (int row = 1; row < published.size(); row++) {
        String[] cells = published.get(row).split(",");
        long time = row * 300_000L;
        FeatureVector vector = state.apply(event("r" + row, time, Double.valueOf(cells[1])), time);
        double off = Math.abs(vector.getValues().get(0) - Double.parseDouble(cells[2]));
        if (off > worst) {
          worst = off;
          where = file.getFileName() + " row " + row + " off by " + off;
        }
        rows++;
      }
    }
    assertThat(series).hasSize(58);
    assertThat(rows).isEqualTo(365_558);
    assertThat(worst).as("worst of all rows: " + where).isLessThan(TOLERANCE);
  }

  private static Path published(Path series) {
    return NAB.resolve("results/windowedGaussian")
        .resolve(series.getParent().getFileName())
        .resolve("windowedGaussian_" + series.getFileName());
  }
}
