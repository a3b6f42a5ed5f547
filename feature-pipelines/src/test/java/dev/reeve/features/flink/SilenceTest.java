package dev.reeve.features.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.expectation.TestingExpectations;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Is each silence told of once, without a trace in state? */
class SilenceTest {

  private static final FeatureSetDefinition SILENT = TestingExpectations.set("2m");

  private FeaturesHarness harness;

  @BeforeEach
  void start() throws Exception {
    harness = new FeaturesHarness(null);
    harness.activate(1, SILENT);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void usageExample() throws Exception {
    harness.send("h1", "a", 60_000, 10);
    harness.send("h1", "b", 120_000, 20);
    harness.watermark(239_999);
    assertThat(silences()).isEmpty();
    harness.watermark(240_000);

    FeatureBundle bundle = silences().get(0);
    assertThat(bundle.getCauseId()).isEqualTo("silence/host_load@1/120000");
    assertThat(bundle.getEvent().getEventId()).isEmpty();
    assertThat(bundle.getEvent().getEntityType()).isEqualTo("host");
    assertThat(bundle.getEvent().getEntity()).isEqualTo("h1");
    assertThat(bundle.getEvent().getRegion()).isEqualTo("plant");
    assertThat(bundle.getEvent().getEventTime()).isEqualTo(240_000);
    assertThat(bundle.getEvent().getMeasures()).isEmpty();
    FeatureVector vector = bundle.getVectors().get(0);
    assertThat(vector.getAsOf()).isEqualTo(240_000);
    assertThat(vector.getValues().get(0)).as("events so far").isEqualTo(2.0);
    assertThat(vector.getValues().get(1)).as("mean of the last minute").isNaN();
    assertThat(harness.counts()).containsEntry("silences", 1L).containsEntry("features", 2L);
  }

  @Test
  void eachSilenceIsToldOfOnceWhateverTheWatermarkDoes() throws Exception {
    harness.send("h1", "a", 0, 1);
    harness.watermark(120_000);
    harness.watermark(130_000);
    harness.send("h1", "late", -5_000, 1);
    harness.watermark(140_000);
    assertThat(silences()).extracting(FeatureBundle::getCauseId).containsExactly(id(0));

    harness.send("h1", "b", 150_000, 1);
    harness.send("h1", "c", 160_000, 1);
    harness.watermark(1_000_000);
    assertThat(silences())
        .extracting(FeatureBundle::getCauseId)
        .containsExactly(id(0), id(160_000));
  }

  @Test
  void aSilenceMovesNeitherTimeNorState() throws Exception {
    try (FeaturesHarness without = new FeaturesHarness(null)) {
      without.activate(1, TestingExpectations.set());
      for (FeaturesHarness each : List.of(harness, without)) {
        each.send("h1", "a", 60_000, 1);
        each.send("h1", "closed when the silence drops it", 100_000, 2);
        each.send("h1", "b", 120_000, 3);
        each.watermark(240_000);
        each.send("h1", "in bounds", 111_000, 5);
        each.send("h1", "c", 130_000, 7);
        each.send("h1", "d", 300_000, 9);
      }
      assertThat(silences()).hasSize(1);
      assertThat(events().stream().map(SilenceTest::values).toList())
          .hasSize(6)
          .isEqualTo(without.bundles().stream().map(SilenceTest::values).toList());
      assertThat(harness.rejected()).isEmpty();
    }
  }

  @Test
  void aRestoredTimerTellsAndOneThatHasFiredDoesNotTellAgain() throws Exception {
    harness.send("h1", "a", 0, 1);
    harness.send("h2", "a", 60_000, 1);
    harness.watermark(120_000);
    assertThat(silences()).hasSize(1);
    OperatorSubtaskState snapshot = harness.snapshot();
    harness.close();

    harness = new FeaturesHarness(snapshot);
    harness.watermark(2_000_000);
    assertThat(silences())
        .extracting(b -> b.getEvent().getEntity() + " " + b.getCauseId())
        .containsExactly("h2 " + id(60_000));
  }

  @Test
  void anEntityHasOneTimerAndLeavesNothingBehind() throws Exception {
    for (int i = 0; i < 100; i++) {
      harness.send("h" + i % 2, "e" + i, i * 1_000L, i);
    }
    assertThat(harness.timers()).isEqualTo(2);
    harness.watermark(300_000);
    assertThat(silences()).hasSize(2);
    assertThat(harness.timers()).isEqualTo(2);
    harness.watermark(Long.MAX_VALUE - 1);
    assertThat(harness.timers()).isZero();
    assertThat(silences()).hasSize(2);
  }

  @Test
  void aDrainedJobTellsOfNoSilence() throws Exception {
    harness.send("h1", "a", 0, 1);
    harness.send("h2", "a", 60_000, 1);
    harness.watermark(120_000);
    harness.watermark(Long.MAX_VALUE);
    assertThat(silences()).extracting(b -> b.getEvent().getEntity()).containsExactly("h1");
    assertThat(harness.timers()).isZero();
  }

  @Test
  void aSetThatDoesNotKnowTheEntityTellsNothing() throws Exception {
    harness.activate(2, TestingExpectations.set());
    harness.send("h1", "a", 0, 1);
    FeatureSetDefinition other =
        new FeatureSetDefinition(
            "other",
            1,
            "host",
            "",
            "",
            SILENT.measures(),
            Map.of(),
            "1h",
            null,
            null,
            "2m",
            List.of(),
            SILENT.features());
    harness.activate(3, other);
    harness.watermark(2_000_000);
    assertThat(silences()).isEmpty();
  }

  private static String id(long since) {
    return "silence/host_load@1/" + since;
  }

  private List<FeatureBundle> silences() {
    return harness.bundles().stream().filter(b -> b.getCauseKind().equals("silence")).toList();
  }

  private List<FeatureBundle> events() {
    return harness.bundles().stream().filter(b -> b.getCauseKind().equals("event")).toList();
  }

  /** All but the definition, of which a silence is a part. */
  private static List<FeatureVector> values(FeatureBundle bundle) {
    return bundle.getVectors().stream()
        .map(v -> FeatureVector.newBuilder(v).setDefinition(DefinitionShape.UNKNOWN).build())
        .toList();
  }
}
