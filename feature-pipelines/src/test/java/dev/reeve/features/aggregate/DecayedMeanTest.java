package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Is the mean that of its definition, and finite for all finite values? */
class DecayedMeanTest {

  private static final double HALF_LIFE_SECONDS = 10;

  private final DecayedMean decayed = new DecayedMean();

  @Test
  void weightsHalveWithEachHalfLifeInAnyOrder() {
    double expected = (8 * 0.25 + 2 * 0.5 + 4) / 1.75;
    for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 0, 1))) {
      DecayedMean mean = new DecayedMean();
      double[] values = {8, 2, 4};
      order.forEach(i -> mean.add(i * 10_000L, values[i], HALF_LIFE_SECONDS));
      assertThat(mean.value()).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void hugeValuesDoNotRuinIt() {
    decayed.add(0, 1e308, HALF_LIFE_SECONDS);
    decayed.add(1, 1e308, HALF_LIFE_SECONDS);
    decayed.add(2, -1.7e308, HALF_LIFE_SECONDS);
    decayed.add(3, Double.MAX_VALUE, HALF_LIFE_SECONDS);
    assertThat(decayed.value()).isCloseTo(5.244e307, within(1e305));

    decayed.add(100_000_000L, 5, HALF_LIFE_SECONDS);
    assertThat(decayed.value()).isEqualTo(5);
  }

  @Test
  void theLargestValueIsTheMeanOfItself() {
    for (int i = 0; i < 10_000; i++) {
      decayed.add(i * 37L, Double.MAX_VALUE, HALF_LIFE_SECONDS);
      assertThat(decayed.value()).isFinite();
    }
  }

  @Test
  void equalValuesStayNearlyEqual() {
    for (int i = 0; i < 1_000; i++) {
      decayed.add(i * 7_919L, 0.1, HALF_LIFE_SECONDS);
    }
    assertThat(decayed.value()).isCloseTo(0.1, within(1e-15));
  }
}
