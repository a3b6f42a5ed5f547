package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Merging summaries is the same as summarising everything, wherever the values are cut. */
class SummaryMergeLawTest {

  @Property
  void aMergeEqualsTheWhole(@ForAll("values") List<Double> values, @ForAll int cut) {
    int at = Math.floorMod(cut, values.size() + 1);
    Summary merged = of(values, 0, at).and(of(values, at, values.size()));
    assertSame(merged, of(values, 0, values.size()), values);
  }

  @Property
  void mergingIsAssociativeUpToRounding(
      @ForAll("values") List<Double> a,
      @ForAll("values") List<Double> b,
      @ForAll("values") List<Double> c) {
    Summary x = of(a, 0, a.size());
    Summary y = of(b, 0, b.size());
    Summary z = of(c, 0, c.size());
    List<Double> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    assertSame(x.and(y).and(z), x.and(y.and(z)), all);
  }

  @Property
  void anEmptySummaryChangesNothing(@ForAll("values") List<Double> values) {
    Summary summary = of(values, 0, values.size());
    assertThat(bytes(summary.and(new Summary()))).isEqualTo(bytes(summary));
    assertThat(bytes(new Summary().and(summary))).isEqualTo(bytes(summary));
  }

  @Property
  void bytesHoldAllOfIt(@ForAll("values") List<Double> values) {
    Summary summary = of(values, 0, values.size());
    assertThat(bytes(Summary.read(ByteBuffer.wrap(bytes(summary))))).isEqualTo(bytes(summary));
  }

  @Property
  void mergingLeavesItsPartsAlone(@ForAll("values") List<Double> values) {
    Summary summary = of(values, 0, values.size());
    byte[] before = bytes(summary);
    summary.and(summary);
    assertThat(bytes(summary)).isEqualTo(before);
  }

  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.doubles().between(-1e9, 1e9).list().ofMaxSize(40);
  }

  private static Summary of(List<Double> values, int from, int to) {
    Summary summary = new Summary();
    for (int i = from; i < to; i++) {
      summary.add(Math.floorMod(31 * i, 17), values.get(i));
    }
    return summary;
  }

  private static byte[] bytes(Summary summary) {
    StateOutput out = new StateOutput(16);
    summary.write(out);
    return out.toBytes();
  }

  private static void assertSame(Summary got, Summary expected, List<Double> values) {
    double greatest = values.stream().mapToDouble(Math::abs).max().orElse(0);
    assertThat(got.count()).isEqualTo(expected.count());
    assertThat(got.min()).isEqualTo(Double.valueOf(expected.min()));
    assertThat(got.max()).isEqualTo(Double.valueOf(expected.max()));
    assertThat(got.first()).isEqualTo(Double.valueOf(expected.first()));
    assertThat(got.last()).isEqualTo(Double.valueOf(expected.last()));
    assertThat(got.sum()).isCloseTo(expected.sum(), within(1e-13 * greatest + 1e-300));
    if (expected.count() > 0) {
      assertThat(got.mean()).isCloseTo(expected.mean(), within(1e-13 * greatest + 1e-300));
      assertThat(got.populationVariance())
          .isCloseTo(expected.populationVariance(), within(1e-13 * greatest * greatest + 1e-300));
    }
  }
}
