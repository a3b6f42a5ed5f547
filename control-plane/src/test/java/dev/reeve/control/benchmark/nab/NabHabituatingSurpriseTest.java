package dev.reeve.control.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.anomaly.HabituatingSurprise;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HabituatingSurprise was measured to score must not get lost. */
class NabHabituatingSurpriseTest {

  @ParameterizedTest
  @CsvSource({
    "standard, 70.10",
    "reward_low_FP_rate, 63.57",
    "reward_low_FN_rate, 74.30",
  })
  void scoresAtLeastAsMeasured(String profile, double atLeast) throws IOException {
    NabCorpus corpus = NabData.corpus();
    Map<String, double[]> scores = new TreeMap<>();
    for (NabSeries series : corpus.series()) {
      HabituatingSurprise surprise = new HabituatingSurprise();
      double[] rows = new double[series.rows()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = surprise.score(series.times()[i], series.values()[i]);
      }
      scores.put(series.name(), rows);
    }
    NabScores best = NabScores.withBestThreshold(corpus, corpus.profile(profile), scores);
    assertThat(best.overall().normalised().getAsDouble()).isGreaterThanOrEqualTo(atLeast);
  }
}
