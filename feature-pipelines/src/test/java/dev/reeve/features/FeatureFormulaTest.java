package dev.reeve.features;

import static dev.reeve.features.TestingSets.event;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.features.aggregate.GaussianTail;
import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.anomaly.HabituatingSurprise;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Are the formulas right: against a naive loop over raw events, on streams that misbehave. */
class FeatureFormulaTest {

  private static final List<String> AGGREGATES =
      List.of("count", "sum", "mean", "variance", "min", "max", "last", "delta", "rate");
  private static final double HALF_LIFE = 20;

  @Test
  void usageExample() {
    FeatureSetPlan plan =
        FeatureSetPlan.of(set(feature("cpu_mean_10s", "mean", TestingSets.last("10s", "5s"))));
    FeatureSetState state = FeatureSetState.start(plan, new TestingCells(), "host/h1");

    state.apply(event("a", 1_000, 10.0), 1_000);
    state.apply(event("b", 6_000, 20.0), 6_000);
    FeatureVector vector = state.apply(event("c", 11_000, 60.0), 11_000);

    assertThat(vector.getValues()).containsExactly(40.0);
    assertThat(vector.getStatuses()).isEqualTo("F");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyAggregateOverEveryWindowEqualsTheNaiveLoop(long seed) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (WindowDefinition window : TestingSets.windows()) {
      for (String aggregate : AGGREGATES) {
        features.add(feature("f" + features.size(), aggregate, window));
      }
    }
    features.add(
        feature("smooth", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", HALF_LIFE)));
    FeatureSetPlan plan = FeatureSetPlan.of(set(features.toArray(FeatureDefinition[]::new)));
    TestingCells cells = new TestingCells();
    EntityHead head = null;
    WindowOracle oracle = new WindowOracle();
    Random random = new Random(seed);
    long now = -7_000_000;
    int compared = 0;
    for (int i = 0; i < 1_500; i++) {
      now += step(random);
      long time = random.nextInt(5) == 0 ? now - random.nextInt(30_000) : now;
      Double value = random.nextInt(10) == 0 ? null : value(random);
      RegionEvent event = event("e" + i, time, value);
      head = head == null ? new EntityHead(time) : EntityHead.of(head.toBytes());
      FeatureVector vector = EntityFeatures.apply(List.of(plan), head, cells, event).get(0);
      if (value != null) {
        oracle.arrive(time, value);
      }
      if (i % 13 == 0) {
        compare(vector, features, oracle, head.highWaterMark());
        compared++;
      }
      now = head.highWaterMark();
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static void compare(
      FeatureVector vector, List<FeatureDefinition> features, WindowOracle oracle, long now) {
    for (int i = 0; i < features.size(); i++) {
      FeatureDefinition feature = features.get(i);
      WindowShape shape = WindowShape.of(feature.window());
      List<WindowOracle.Timed> members = oracle.members(shape, now);
      double got = vector.getValues().get(i);
      double greatest = WindowOracle.greatest(members);
      String what = feature.aggregate() + " over " + feature.window() + " at " + now;
      if (feature.aggregate().equals("ewma")) {
        if (!members.isEmpty()) {
          double expected = WindowOracle.ewma(members, HALF_LIFE);
          assertThat(got).as(what).isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-6));
        }
        continue;
      }
      double expected = WindowOracle.aggregate(feature.aggregate(), members, shape);
      switch (feature.aggregate()) {
        case "count", "min", "max", "last", "delta" ->
            assertThat(got).as(what).isEqualTo(Double.valueOf(expected));
        case "variance" -> near(what, got, expected, 1e-9, 1e-15 * greatest * greatest);
        default -> near(what, got, expected, 1e-12, 1e-15 * greatest * (members.size() + 1));
      }
      char status = vector.getStatuses().charAt(i);
      assertThat(status == 'M').as(what + " is missing").isEqualTo(Double.isNaN(expected));
      if (status != 'M' && shape.kind() == WindowShape.Kind.COUNT) {
        assertThat(status == 'F').as(what).isEqualTo(members.size() == shape.length());
      }
    }
  }

  private static void near(
      String what, double got, double expected, double relative, double absolute) {
    if (Double.isNaN(expected)) {
      assertThat(got).as(what).isNaN();
    } else {
      assertThat(got)
          .as(what)
          .isCloseTo(expected, within(relative * Math.abs(expected) + absolute));
    }
  }

  private static long step(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> 20_000 + random.nextInt(100_000);
      case 1 -> random.nextInt(4_000_000);
      default -> random.nextInt(1_500);
    };
  }

  private static double value(Random random) {
    return random.nextInt(200) == 0 ? 1e15 : 1e6 + random.nextGaussian();
  }

  /** Subtract-on-evict would leave a variance of −1.49e10 here. */
  @Test
  void anOutlierThatHasLeftTheWindowLeavesNoTrace() {
    FeatureSetPlan plan =
        FeatureSetPlan.of(set(feature("v", "variance", TestingSets.count(50, 1))));
    FeatureSetState state = FeatureSetState.start(plan, new TestingCells(), "host/h1");
    Random random = new Random(7);
    Summary lastFifty = new Summary();
    FeatureVector vector = null;
    for (int i = 0; i < 500; i++) {
      double value = i == 200 ? 1e15 : 1e6 + 0.3 * random.nextGaussian();
      vector = state.apply(event("e" + i, i * 1_000L, value), i * 1_000L);
      if (i >= 450) {
        lastFifty.add(i, value);
      }
    }
    assertThat(vector.getValues().get(0))
        .isBetween(0.04, 0.2)
        .isCloseTo(lastFifty.sampleVariance(), within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m/1s 1m/1s", "2h/10s 2h/10s", "20m/30s 14m/7s"})
  void sumsDoNotDependOnWhereARunBegan(String windows) {
    String[] spans = windows.split("[/ ]");
    FeatureSetPlan plan =
        FeatureSetPlan.of(
            set(
                feature("s", "sum", TestingSets.last(spans[0], spans[1])),
                feature("v", "variance", TestingSets.last(spans[2], spans[3]))));
    FeatureSetState early = FeatureSetState.start(plan, new TestingCells(), "host/h1");
    FeatureSetState late = FeatureSetState.start(plan, new TestingCells(), "host/h1");
    Random random = new Random(3);
    int equal = 0;
    for (int i = 0; i < 30_000; i++) {
      long time = i * 700L;
      RegionEvent event = event("e" + i, time, random.nextGaussian() * 1e6);
      FeatureVector one = early.apply(event, time);
      if (i > 12_345) {
        FeatureVector other = late.apply(event, time);
        if (other.getStatuses().equals("FF")) {
          assertThat(other.getValues()).isEqualTo(one.getValues());
          equal++;
        }
      }
    }
    assertThat(equal).isGreaterThan(5_000);
  }

  @Test
  void theTailScoreJudgesTheValueAgainstTheWindowBeforeIt() {
    WindowDefinition window = TestingSets.count(20, 5);
    FeatureSetPlan plan = FeatureSetPlan.of(set(feature("score", "gaussian_tail", window)));
    FeatureSetState state = FeatureSetState.start(plan, new TestingCells(), "host/h1");
    WindowOracle oracle = new WindowOracle();
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      double value = 50 + 5 * random.nextGaussian();
      Summary before = new Summary();
      oracle.members(WindowShape.of(window), 0).forEach(e -> before.add(e.time(), e.value()));
      FeatureVector vector = state.apply(event("e" + i, i, value), i);
      assertThat(vector.getValues().get(0))
          .isCloseTo(GaussianTail.score(before, value), within(1e-11));
      assertThat(vector.getStatuses()).isEqualTo(i < 20 ? "I" : "F");
      oracle.arrive(i, value);
    }
    FeatureVector without = state.apply(event("none", 201, null), 201);
    assertThat(without.getStatuses()).isEqualTo("M");
  }

  @Test
  void aDetectorKeepsItsStateInACellAside() {
    FeatureSetPlan plan =
        FeatureSetPlan.of(set(feature("score", "habituating_surprise", WindowDefinition.EVER)));
    TestingCells cells = new TestingCells();
    EntityHead head = new EntityHead(0);
    HabituatingSurprise alone = new HabituatingSurprise();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      head = EntityHead.of(head.toBytes());
      Double value = i % 50 == 49 ? null : Double.valueOf(random.nextGaussian());
      FeatureVector vector =
          EntityFeatures.apply(List.of(plan), head, cells, event("e" + i, i * 300_000L, value))
              .get(0);
      if (value == null) {
        assertThat(vector.getStatuses()).isEqualTo("M");
      } else {
        assertThat(vector.getValues()).containsExactly(alone.score(i * 300_000L, value));
      }
    }
    assertThat(head.toBytes()).hasSizeLessThan(100);
    assertThat(cells.bytes).hasSize(1);
  }
}
