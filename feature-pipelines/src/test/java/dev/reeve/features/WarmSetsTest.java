package dev.reeve.features;

import static dev.reeve.features.TestingSets.event;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Is a set that was left out for a while as if it had never been gone, and later really gone? */
class WarmSetsTest {

  private static final FeatureSetPlan V1 =
      FeatureSetPlan.of(
          set(
              "load",
              1,
              "30d",
              feature("mean", "mean", last("1m", "1s")),
              feature("slow", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", 60.0))));
  private static final FeatureSetPlan V2 =
      FeatureSetPlan.of(set("load", 2, "30d", feature("mean", "mean", last("1h", "1m"))));

  private final EntityHead head = new EntityHead(0);
  private final TestingCells cells = new TestingCells();

  @Test
  void aWarmSetGoesOnBitForBit() {
    EntityHead undisturbed = new EntityHead(0);
    TestingCells undisturbedCells = new TestingCells();
    List<FeatureVector> expected = new ArrayList<>();
    List<FeatureVector> found = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      RegionEvent event = next(i);
      expected.addAll(EntityFeatures.apply(List.of(V1), undisturbed, undisturbedCells, event));
      if (i < 200) {
        found.addAll(EntityFeatures.apply(List.of(V1), head, cells, event));
      } else if (i < 400) {
        List<FeatureVector> leaving = apply(V2, List.of(V1), event);
        assertThat(leaving).extracting(FeatureVector::getVersion).containsExactly(2);
      } else {
        found.addAll(apply(V1, List.of(V2), event));
      }
    }
    expected.subList(200, 400).clear();
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aSetThatIsNoLongerWarmLeavesNothingBehind() {
    for (int i = 0; i < 300; i++) {
      EntityFeatures.apply(List.of(V1, V2), head, cells, next(i));
    }
    apply(V2, List.of(V1), next(300));
    assertThat(head.featureSets()).containsOnlyKeys("load@1", "load@2");
    assertThat(cells.bytes.keySet()).anyMatch(key -> key.startsWith("load@1/"));

    apply(V2, List.of(), next(301));
    assertThat(head.featureSets()).containsOnlyKeys("load@2");
    assertThat(cells.bytes.keySet()).isNotEmpty().noneMatch(key -> key.startsWith("load@1/"));
  }

  private List<FeatureVector> apply(
      FeatureSetPlan plan, List<FeatureSetPlan> warm, RegionEvent event) {
    return EntityFeatures.apply(List.of(plan), warm, head, cells, event, violation -> {});
  }

  private static RegionEvent next(int i) {
    Random random = new Random(i);
    return event("e" + i, i * 1_000L - random.nextInt(3_000), 50 + random.nextGaussian());
  }
}
