package dev.reeve.features.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HabituatingSurpriseTest {

  private static final long FIVE_MINUTES = 300_000L;

  @Test
  void usageExample() {
    HabituatingSurprise surprise = new HabituatingSurprise();
    for (int i = 0; i < 2_000; i++) {
      surprise.score(i * FIVE_MINUTES, 40 + noise(i));
    }
    double ordinary = surprise.score(2_000 * FIVE_MINUTES, 40 + noise(2_000));
    double incident = surprise.score(2_001 * FIVE_MINUTES, 90);
    assertThat(ordinary).isLessThan(0.2);
    assertThat(incident).isGreaterThan(0.6);
  }

  @Test
  void theScoresOfADailyRhythmWithAnIncidentStayAsTheyAre() {
    double[] scores = scores(1_200, i -> daily(i) + (i >= 1_000 && i < 1_010 ? 30 : 0));
    assertThat(rows(scores, 800, 1_200, 0.5)).containsExactly(1_000);
    assertThat(scores[1_000]).isCloseTo(0.7003241325399732, within(1e-9));
    assertThat(IntStream.range(0, 1_000).mapToDouble(i -> scores[i]).sum())
        .isCloseTo(23.125405168418826, within(1e-9));
  }

  @Test
  void aDropIsAsSurprisingAsARise() {
    double[] drop = scores(1_200, i -> -daily(i) - (i == 1_000 ? 30 : 0));
    assertThat(drop).isEqualTo(scores(1_200, i -> daily(i) + (i == 1_000 ? 30 : 0)));
  }

  @Test
  void theUnitOfTheValuesDoesNotMatter() {
    double[] scores = scores(3_000, HabituatingSurpriseTest::daily);
    assertThat(scores(3_000, i -> daily(i) * 4096)).isEqualTo(scores);
    assertThat(scores(3_000, i -> daily(i) / 4096)).isEqualTo(scores);
  }

  @Test
  void aSurpriseThatComesAgainAndAgainWearsOff() {
    double[] once = scores(6_001, i -> noise(i) + (i == 6_000 ? 50 : 0));
    double[] often = scores(6_001, i -> noise(i) + (i > 0 && i % 150 == 0 ? 50 : 0));
    assertThat(once[6_000]).isGreaterThan(0.7);
    assertThat(often[6_000]).isLessThan(0.45);
  }

  @Test
  void anEpisodeRaisesOneAlarm() {
    double[] scores = scores(2_100, i -> noise(i) + (i >= 2_000 ? 20 : 0));
    assertThat(rows(scores, 2_000, 2_100, 0.49)).containsExactly(2_000);
  }

  @Test
  void aConstantStreamIsNeverSurprising() {
    for (double constant : new double[] {0, 0.1, -7, 1e15}) {
      assertThat(scores(5_000, i -> constant)).containsOnly(0);
    }
  }

  @Test
  void aValueThatBreaksAConstantStreamIsAlmostCertainlyAnAnomaly() {
    assertThat(scores(501, i -> i < 500 ? 3 : 4)[500]).isGreaterThan(0.85);
  }

  @Test
  void oneEnormousValueDoesNotSpoilTheScoresAfterIt() {
    double[] scores =
        scores(8_000, i -> noise(i) + (i == 1_000 ? 1e15 : 0) + (i == 7_000 ? 1e3 : 0));
    assertThat(scores[1_000]).isGreaterThan(0.75);
    assertThat(scores[7_000]).isGreaterThan(0.6);
    assertThat(rows(scores, 1_200, 7_000, 0.5)).hasSizeLessThan(12);
  }

  @Test
  void timeMayStandStillRunBackwardsOrLeap() {
    HabituatingSurprise surprise = new HabituatingSurprise();
    long[] times = {0, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 86_400_000L * 365 * 1_000, 5};
    for (int i = 0; i < 700; i++) {
      assertThat(surprise.score(times[i % times.length], noise(i))).isBetween(0.0, 1.0);
    }
  }

  @Test
  void whatIsNoNumberIsRefusedAndChangesNothing() {
    HabituatingSurprise surprise = new HabituatingSurprise();
    HabituatingSurprise other = new HabituatingSurprise();
    for (int i = 0; i < 400; i++) {
      assertThatThrownBy(() -> surprise.score(0, Double.NaN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("value is NaN; it has to be a finite number");
      assertThatThrownBy(() -> surprise.score(0, Double.NEGATIVE_INFINITY))
          .hasMessage("value is -Infinity; it has to be a finite number");
      double value = daily(i) + (i == 300 ? 20 : 0);
      assertThat(surprise.score(i, value)).isEqualTo(other.score(i, value));
    }
  }

  @Property(tries = 200)
  void everyScoreOfAnyFiniteValuesIsFrom0To1(
      @ForAll @Size(max = 200) List<Double> values, @ForAll long time) {
    HabituatingSurprise surprise = new HabituatingSurprise();
    HabituatingSurprise again = new HabituatingSurprise();
    for (double value : values) {
      double score = surprise.score(time, value);
      assertThat(score).isBetween(0.0, Math.nextDown(1.0)).isEqualTo(again.score(time, value));
    }
  }

  private static double[] scores(int rows, IntToDoubleFunction values) {
    HabituatingSurprise surprise = new HabituatingSurprise();
    double[] scores = new double[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = surprise.score(i * FIVE_MINUTES, values.applyAsDouble(i));
    }
    return scores;
  }

  /** The rows whose score is at least the threshold. */
  private static List<Integer> rows(double[] scores, int from, int to, double threshold) {
    return IntStream.range(from, to).filter(i -> scores[i] >= threshold).boxed().toList();
  }

  /** A day of 288 values between 50 and 70, with noise. */
  static double daily(int i) {
    return 60 + 10 * StrictMath.sin(2 * Math.PI * i / 288) + noise(i);
  }

  /** Reproducible, from -1 to 1, small more often than large: the mean of two hashes. */
  static double noise(int i) {
    return (hash(i) + hash(i + 1_000_003)) / 2;
  }

  private static double hash(long i) {
    long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >> 11) / 0x1p52;
  }
}
