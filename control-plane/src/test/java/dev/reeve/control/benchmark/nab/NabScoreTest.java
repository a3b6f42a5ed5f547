package dev.reeve.control.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked by hand: 20 rows, of which 3 are probation, with windows [5, 8] and [15, 16]. */
class NabScoreTest {

  private static final NabProfile STANDARD = new NabProfile("standard", 1, 1, 0.11);
  private static final NabSeries SERIES =
      new NabSeries(
          "group/one.csv",
          new long[20],
          new double[20],
          List.of(new NabWindow(5, 8), new NabWindow(15, 16)));

  @Test
  void aDetectionEarnsMoreTheEarlierItIsInItsWindow() {
    assertThat(raw(detectionsAt(5))).isCloseTo(1 - 1, within(1e-12));
    // Row 8 is the last of four: position -1/4, so (2/(1+e^-1.25) - 1) / (2/(1+e^-5) - 1).
    assertThat(raw(detectionsAt(8))).isCloseTo(0.5545997223 / 0.9866142981 - 1, within(1e-9));
    assertThat(raw(detectionsAt(6, 8))).isEqualTo(raw(detectionsAt(6)));
  }

  @Test
  void everyFalseDetectionCountsAndLessSoSoonAfterAWindow() {
    assertThat(raw(detectionsAt(3, 4))).isCloseTo(-2 - 0.22, within(1e-12));
    // Row 9 is one row after a window of width 4: position 1/3.
    assertThat(raw(detectionsAt(9))).isCloseTo(-2 - 0.11 * 0.6822616, within(1e-7));
    // Row 19 is three rows after a window of width 2: position 3, the last that is not -1.
    assertThat(raw(detectionsAt(19))).isCloseTo(-2 - 0.11 * 0.9999994, within(1e-7));
  }

  @Test
  void noDetectionCountsInProbation() {
    assertThat(SERIES.probation()).isEqualTo(3);
    assertThat(raw(detectionsAt(0, 1, 2))).isEqualTo(-2);
  }

  @Test
  void aPerfectDetectorScores100AndASilentOne0() {
    assertThat(score(detectionsAt(5, 15)).normalised()).hasValue(100);
    assertThat(score(detectionsAt()).normalised()).hasValue(0);
  }

  @Test
  void theBestThresholdIsTheOneThatASearchOverAllFinds() {
    double[] scores = new double[20];
    scores[4] = 0.5;
    scores[6] = 0.7;
    scores[12] = 0.9;
    scores[15] = 0.2;
    Map<String, double[]> map = Map.of(SERIES.name(), scores);
    double best = NabThreshold.best(List.of(SERIES), STANDARD, map);
    double expected =
        Arrays.stream(scores)
            .boxed()
            .max(
                (a, b) ->
                    Double.compare(
                        NabScore.of(List.of(SERIES), STANDARD, map, a).raw(),
                        NabScore.of(List.of(SERIES), STANDARD, map, b).raw()))
            .orElseThrow();
    assertThat(best).isEqualTo(expected).isEqualTo(0.2);
  }

  @Test
  void aGroupWithoutWindowsHasNoNormalisedScore() {
    NabSeries calm = new NabSeries("calm/x.csv", new long[20], new double[20], List.of());
    NabScore score = NabScore.of(List.of(calm), STANDARD, Map.of(calm.name(), detectionsAt(7)), 1);
    assertThat(score.normalised()).isEmpty();
    assertThat(score.raw()).isEqualTo(-0.11);
  }

  @Test
  void scoresThatDoNotFitTheRowsAreRefused() {
    assertThatThrownBy(() -> NabScore.of(List.of(SERIES), STANDARD, Map.of(), 1))
        .hasMessage("group/one.csv: no scores for 20 rows; every row needs one");
    double[] notANumber = new double[20];
    notANumber[7] = Double.NaN;
    assertThatThrownBy(
            () -> NabThreshold.best(List.of(SERIES), STANDARD, Map.of(SERIES.name(), notANumber)))
        .hasMessage("group/one.csv: the score of row 7 is NaN");
  }

  private static double raw(double[] scores) {
    return score(scores).raw();
  }

  private static NabScore score(double[] scores) {
    return NabScore.of(List.of(SERIES), STANDARD, Map.of(SERIES.name(), scores), 1);
  }

  private static double[] detectionsAt(int... rows) {
    double[] scores = new double[20];
    for (int row : rows) {
      scores[row] = 1;
    }
    return scores;
  }
}
