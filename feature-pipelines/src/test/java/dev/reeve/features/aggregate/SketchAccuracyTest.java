package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.BitwiseLinearlyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Are sketches as near to the exact answer as their documentation says? */
class SketchAccuracyTest {

  private static final double[] FRACTIONS = {0, 0.001, 0.05, 0.5, 0.95, 0.999, 1};

  @Test
  void quantilesAreWithinOnePercentOfTheExactOneAndEqualThoseOfTheReferenceSketch() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[] values = new double[1 + random.nextInt(5_000)];
      Quantiles quantiles = new Quantiles();
      DDSketch reference =
          new DDSketch(new BitwiseLinearlyInterpolatedMapping(6), UnboundedSizeDenseStore::new);
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (random.nextInt(10)) {
              case 0 -> 0;
              case 1 -> -random.nextInt(100);
              case 2 -> 1e15 * random.nextGaussian();
              default -> 100 * random.nextDouble();
            };
        quantiles.add(i, values[i]);
        reference.accept(values[i]);
      }
      Arrays.sort(values);
      assertThat(quantiles.isComplete()).isTrue();
      for (double q : FRACTIONS) {
        double exact = values[(int) (q * (values.length - 1))];
        double tolerance = 0.0079 * Math.abs(exact);
        assertThat(quantiles.at(q)).as("quantile %s", q).isCloseTo(exact, within(tolerance));
        assertThat(quantiles.at(q))
            .isCloseTo(reference.getValueAtQuantile(q), within(0.004 * Math.abs(exact)));
      }
    }
  }

  @Test
  void beyondTheCapacityTheGreatValuesStayExactAndItSaysSo() {
    Quantiles quantiles = new Quantiles();
    for (double value = 1; value < 1e12; value *= 1.01) {
      quantiles.add(0, value);
    }
    assertThat(quantiles.isComplete()).isFalse();
    assertThat(quantiles.at(1)).isCloseTo(1e12, within(1e12 / 50));
    assertThat(quantiles.at(0.5)).isCloseTo(1e6, within(1e6 / 50));
    assertThat(quantiles.at(0)).isBetween(10.0, 1_000.0);
  }

  @Test
  void distinctIsExactForFewAndWithinFourStandardErrorsForMany() {
    for (int n : new int[] {0, 1, 2, 100, 190}) {
      assertThat(distinct(n, 7)).isEqualTo(n);
    }
    double worst = 0;
    for (int seed = 0; seed < 50; seed++) {
      for (int n : new int[] {500, 5_000, 50_000}) {
        worst = Math.max(worst, Math.abs(distinct(n, seed) - n) / (double) n);
      }
    }
    assertThat(worst).isLessThan(4 * 0.023);
  }

  @Test
  void zeroAndMinusZeroAreTheSameValueAndAnEmptyTextIsOne() {
    Distinct numbers = new Distinct();
    numbers.add(0, 0.0);
    numbers.add(0, -0.0);
    assertThat(numbers.distinct()).isEqualTo(1);
    Distinct texts = new Distinct();
    texts.addText(0, "");
    texts.addText(0, "a");
    texts.addText(0, "");
    assertThat(texts.distinct()).isEqualTo(2);
    assertThat(texts.count()).isEqualTo(3);
  }

  @Test
  void countsOfCategoriesThatStayAreExactAndTiesGoByText() {
    Random random = new Random(3);
    Categories categories = new Categories();
    Map<String, Integer> exact = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String text = "c" + random.nextInt(Categories.MOST);
      categories.addText(i, text);
      exact.merge(text, 1, Integer::sum);
    }
    String top =
        exact.entrySet().stream()
            .min(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    assertThat(categories.top()).isEqualTo(top);
    assertThat(categories.isComplete()).isTrue();
    categories.addText(0, "one more");
    assertThat(categories.isComplete()).isFalse();

    Categories tied = new Categories();
    tied.addText(0, "b");
    tied.addText(1, "a");
    assertThat(tied.top()).isEqualTo("a");
    assertThat(new Categories().top()).isNull();
  }

  @Test
  void aLongTextCountsByItsBeginningAndSaysSo() {
    Categories categories = new Categories();
    categories.addText(0, "x".repeat(63) + "𝒳");
    assertThat(categories.top()).isEqualTo("x".repeat(63));
    assertThat(categories.isComplete()).isFalse();
  }

  private static long distinct(int n, int seed) {
    Distinct distinct = new Distinct();
    for (int i = 0; i < n; i++) {
      distinct.add(i, seed * 1e6 + i);
      distinct.add(i, seed * 1e6 + i);
    }
    return distinct.distinct();
  }
}
