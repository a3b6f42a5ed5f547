package dev.reeve.features;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.event;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does the state of an entity stay within what the definition says, and is it small? */
class StateBoundTest {

  private static final List<String> AGGREGATES = List.of("sum", "mean", "stddev", "min", "max");

  @Test
  void twentyFeaturesOverFourWindowsOfAMeasureFitInOneKibibyte() {
    List<WindowDefinition> windows =
        List.of(last("5m", null), last("15m", null), last("1h", null), last("1d", null));
    List<FeatureDefinition> features = new ArrayList<>();
    for (WindowDefinition window : windows) {
      for (String aggregate : AGGREGATES) {
        features.add(feature("f" + features.size(), aggregate, window));
      }
    }
    FeatureSetPlan plan = FeatureSetPlan.of(set(features.toArray(FeatureDefinition[]::new)));
    EntityHead head = new EntityHead(0);
    TestingCells cells = new TestingCells();
    int greatest = 0;
    for (int i = 0; i < 3_000; i++) {
      EntityFeatures.apply(List.of(plan), head, cells, event("e" + i, i * 40_000L, i / 3.0));
      greatest = Math.max(greatest, head.toBytes().length);
    }
    long bound = StateBound.ENTITY_BYTES + StateBound.of(plan).headBytes();
    assertThat(features).hasSize(20);
    assertThat(greatest).isGreaterThan(500).isLessThanOrEqualTo((int) bound);
    assertThat(bound).isLessThanOrEqualTo(1_024);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stateNeverExceedsTheBound(long seed) {
    Random random = new Random(seed);
    List<FeatureDefinition> features = new ArrayList<>();
    for (WindowDefinition window : TestingSets.windows()) {
      features.add(feature("f" + features.size(), "mean", window));
      if (random.nextInt(3) == 0) {
        features.add(feature("f" + features.size(), "cpu", "quantile", window, Map.of("q", 0.5)));
      }
      if (random.nextInt(3) == 0) {
        features.add(feature("f" + features.size(), "distinct", window));
      }
    }
    features.add(feature("f" + features.size(), "habituating_surprise", WindowDefinition.EVER));
    features.add(feature("smooth", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", 9.0)));
    features.add(feature("tail", "gaussian_tail", count(200, 2)));
    FeatureSetPlan plan = FeatureSetPlan.of(set(features.toArray(FeatureDefinition[]::new)));
    StateBound bound = StateBound.of(plan);
    EntityHead head = new EntityHead(-9_000_000);
    TestingCells cells = new TestingCells();
    long now = -9_000_000;
    long greatest = 0;
    for (int i = 0; i < 800; i++) {
      now += random.nextInt(30) == 0 ? random.nextInt(2_000_000) : random.nextInt(9_000);
      long time = random.nextInt(6) == 0 ? now - random.nextInt(40_000) : now;
      double value = Math.scalb(random.nextGaussian(), random.nextInt(80) - 40);
      EntityFeatures.apply(List.of(plan), head, cells, event("e" + i, time, value));
      long aside =
          cells.bytes.entrySet().stream()
              .mapToLong(c -> bytes(c.getKey()) + c.getValue().length)
              .sum();
      assertThat((long) head.toBytes().length)
          .isLessThanOrEqualTo(StateBound.ENTITY_BYTES + bound.headBytes());
      assertThat((long) cells.bytes.size()).isLessThanOrEqualTo(bound.cells());
      assertThat(aside).isLessThanOrEqualTo(bound.cellBytes());
      greatest = Math.max(greatest, aside);
    }
    assertThat(greatest).isGreaterThan(20_000);
  }

  /**
   * A stream that fills every pane, so that the bound of panes is met and not only not exceeded.
   */
  @Test
  void aWindowThatIsFullComesCloseToTheBound() {
    FeatureSetPlan plan = FeatureSetPlan.of(set(feature("s", "sum", last("10m", "1s"))));
    StateBound bound = StateBound.of(plan);
    EntityHead head = new EntityHead(0);
    TestingCells cells = new TestingCells();
    long greatest = 0;
    for (int i = 0; i < 2_000; i++) {
      EntityFeatures.apply(List.of(plan), head, cells, event("e" + i, i * 500L, i / 7.0));
      long aside =
          cells.bytes.entrySet().stream()
              .mapToLong(c -> bytes(c.getKey()) + c.getValue().length)
              .sum();
      greatest = Math.max(greatest, aside);
    }
    assertThat(greatest).isBetween(bound.cellBytes() * 8 / 10, bound.cellBytes());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
