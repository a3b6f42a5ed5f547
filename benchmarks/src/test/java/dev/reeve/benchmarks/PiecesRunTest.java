package dev.reeve.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.benchmarks.pieces.ExpressionBenchmark;
import dev.reeve.benchmarks.pieces.HeadBenchmark;
import dev.reeve.benchmarks.pieces.PartialBenchmark;
import dev.reeve.benchmarks.windows.FeatureNounBenchmark;
import dev.reeve.benchmarks.windows.WindowLoad;
import dev.reeve.benchmarks.windows.WindowLoad.Layout;
import dev.reeve.features.aggregate.PartialKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Does what JMH times do what its name says? Each runs a few times, untimed. */
class PiecesRunTest {

  private static final long SEVERAL = 1_000;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void theNounTellsTheMaximumOfItsWindows(Layout layout) {
    FeatureNounBenchmark benchmark = new FeatureNounBenchmark();
    benchmark.windows = 3;
    benchmark.layout = layout;
    benchmark.eventsPerPane = 4;
    benchmark.keys = 2;
    benchmark.fill();
    long filled = 4 * 2 * 4;
    double max = 0;
    for (long i = filled - 3 * 8 + 8; i <= filled; i += 2) {
      max = Math.max(max, WindowLoad.value(i));
    }
    var values = benchmark.event().getValues();
    assertThat(values.get(values.size() - 1)).isEqualTo(max);
  }

  @Test
  void theHeadComesBackFromItsBytes() {
    HeadBenchmark benchmark = new HeadBenchmark();
    benchmark.observe();
    assertThat(benchmark.read().toBytes()).isEqualTo(benchmark.write()).hasSize(benchmark.size());
  }

  @ParameterizedTest
  @EnumSource(PartialKind.class)
  void partialsAddMergeAndComeBack(PartialKind kind) {
    PartialBenchmark benchmark = new PartialBenchmark();
    benchmark.kind = kind;
    benchmark.fill();
    assertThat(benchmark.read().count()).isEqualTo(SEVERAL);
    assertThat(benchmark.add().count()).isEqualTo(SEVERAL + 1);
    assertThat(benchmark.merge().count()).isEqualTo(2 * SEVERAL + 1);
    assertThat(benchmark.write()).isNotEmpty();
  }

  @Test
  void expressionsAreDetermined() {
    ExpressionBenchmark benchmark = new ExpressionBenchmark();
    assertThat(benchmark.filter().isTrue()).isTrue();
    assertThat(benchmark.derived().value()).isEqualTo(51.25);
  }
}
