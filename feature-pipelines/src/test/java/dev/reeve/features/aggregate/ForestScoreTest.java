package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Do the scores of a random cut forest repeat, whenever its state was written and read? */
class ForestScoreTest {

  private static final RunningAggregate FOREST = RunningAggregate.RANDOM_CUT_FOREST;

  @ParameterizedTest
  @CsvSource({"1, 16, 1", "5, 32, 4", "10, 64, 8"})
  void scoresAreTheSameWhetherStateIsReadAnewBeforeEveryValueOrNever(
      double trees, double sampleSize, double shingleSize) {
    Map<String, Double> parameters =
        FOREST.complete(
            Map.of("trees", trees, "sample_size", sampleSize, "shingle_size", shingleSize));
    RunningState kept = FOREST.start(parameters, "host/a");
    RunningState reread = FOREST.start(parameters, "host/a");
    Random random = new Random(1);
    for (int i = 0; i < 4 * sampleSize; i++) {
      double value = value(random, i);
      byte[] bytes = bytes(reread);
      assertThat(bytes.length).isLessThanOrEqualTo(FOREST.largestBytes(parameters));
      reread = FOREST.read(ByteBuffer.wrap(bytes), parameters);
      assertThat(reread.add(i, value, i)).as("value %s", i).isEqualTo(kept.add(i, value, i));
      assertThat(reread.isComplete()).isEqualTo(kept.isComplete());
    }
    assertThat(kept.isComplete()).isTrue();
  }

  @Test
  void anOutlierScoresHigherThanWhatIsUsualAndEntitiesDifferInTheirCuts() {
    Map<String, Double> parameters = FOREST.complete(Map.of());
    RunningState a = FOREST.start(parameters, "host/a");
    RunningState b = FOREST.start(parameters, "host/b");
    Random random = new Random(7);
    double usual = 0;
    for (int i = 0; i < 1_000; i++) {
      double value = 50 + random.nextGaussian();
      double score = a.add(i, value, i);
      assertThat(score).isFinite();
      usual = Math.max(usual, i > 300 ? score : 0);
      double other = b.add(i, value, i);
      if (i == 900) {
        assertThat(other).isNotEqualTo(score);
      }
    }
    assertThat(a.add(1_000, 1e15, 1_000)).isGreaterThan(1.5 * usual);
    assertThat(a.add(1_001, -1.7e308, 1_001)).isFinite();
    assertThat(a.add(1_002, 50, 1_002)).isFinite();
    assertThat(a.unchanged(1_003)).isNaN();
  }

  private static double value(Random random, int i) {
    return switch (random.nextInt(20)) {
      case 0 -> 1e15;
      case 1, 2, 3 -> 42;
      default -> 50 + 10 * Math.sin(i / 10.0) + random.nextGaussian();
    };
  }

  private static byte[] bytes(RunningState state) {
    StateOutput out = new StateOutput(16);
    state.write(out);
    return out.toBytes();
  }
}
