package dev.reeve.control.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scoring agrees with the published scoreboard: Windowed Gaussian 39.65, Null 0. */
class NabPublishedScoreTest {

  private static NabCorpus corpus;

  @BeforeAll
  static void readCorpus() throws IOException {
    corpus = NabData.corpus();
  }

  @Test
  void theCorpusHasAllRowsAndWindows() {
    assertThat(corpus.series()).hasSize(58);
    assertThat(corpus.rows()).isEqualTo(365_558);
    assertThat(corpus.series().stream().mapToInt(series -> series.windows().size()).sum())
        .isEqualTo(116);
  }

  @Test
  void windowedGaussianScoresAsPublished() {
    NabScores scores = scoresAtOne(1e12);
    assertThat(scores.overall().raw()).isCloseTo(-24.0131055, within(1e-6));
    assertThat(scores.overall().normalised().getAsDouble()).isCloseTo(39.6495, within(1e-4));
    assertThat(scores.groups().values().stream().mapToDouble(NabScore::raw).sum())
        .isCloseTo(scores.overall().raw(), within(1e-9));
    assertThat(scores.groups().get("artificialNoAnomaly").normalised()).isEmpty();
  }

  @Test
  void withoutRoundingWindowedGaussianScoresLess() {
    assertThat(scoresAtOne(0).overall().normalised().getAsDouble()).isCloseTo(36.47, within(0.01));
  }

  @Test
  void nullScoresZeroInEveryProfile() {
    Map<String, double[]> constant = new TreeMap<>();
    corpus.series().forEach(series -> constant.put(series.name(), new double[series.rows()]));
    assertThat(corpus.profiles()).hasSize(3);
    for (NabProfile profile : corpus.profiles()) {
      NabScores scores = NabScores.withBestThreshold(corpus, profile, constant);
      assertThat(scores.overall().normalised()).hasValue(0);
      assertThat(scores.threshold()).isInfinite();
    }
  }

  private static NabScores scoresAtOne(double scale) {
    Map<String, double[]> scores = new TreeMap<>();
    for (NabSeries series : corpus.series()) {
      double[] rows = NaiveWindowedGaussian.scores(series.values());
      for (int i = 0; scale > 0 && i < rows.length; i++) {
        rows[i] = Math.rint(rows[i] * scale) / scale;
      }
      scores.put(series.name(), rows);
    }
    return NabScores.at(corpus, corpus.profile("standard"), scores, 1.0);
  }
}
