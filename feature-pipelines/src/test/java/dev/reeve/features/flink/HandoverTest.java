package dev.reeve.features.flink;

import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Do agents that have not switched yet find the vectors that they decide by? */
class HandoverTest {

  private static final FeatureSetDefinition V1 =
      set("load", 1, "1h", feature("n", "count", WindowDefinition.EVER));
  private static final FeatureSetDefinition V2 =
      set("load", 2, "1h", feature("sum", "sum", WindowDefinition.EVER));

  @Test
  void whatWasLeftOutGoesAlongUntilTheNextBarrier() throws Exception {
    try (FeaturesHarness features = new FeaturesHarness(null)) {
      features.activate(1, V1);
      features.sendAppended("h1", "a", 1_000, 10);
      assertThat(last(features).getGeneration()).isEqualTo(1);
      assertThat(last(features).getLeftOut()).isEmpty();

      features.activate(2, V2);
      features.sendAppended("h1", "b", 2_000, 10);
      assertThat(last(features).getGeneration()).isEqualTo(2);
      assertThat(last(features).getVectors())
          .extracting(FeatureVector::getValues)
          .containsExactly(List.of(10.0));
      FeatureVector leftOut = last(features).getLeftOut().get(0);
      assertThat(leftOut.getVersion()).isEqualTo(1);
      assertThat(leftOut.getValues()).containsExactly(2.0);
      assertThat(features.published("load_v1")).as("published before the switch").isEqualTo(1);
      assertThat(features.counts()).isEqualTo(Map.of("accepted", 2L, "features", 2L));

      features.barrier();
      features.sendAppended("h1", "c", 3_000, 10);
      assertThat(last(features).getLeftOut()).isEmpty();
      features.activate(3, V1);
      features.sendAppended("h1", "d", 4_000, 10);
      assertThat(last(features).getVectors().get(0).getValues())
          .as("as warm as without a hand-over")
          .containsExactly(4.0);
      assertThat(last(features).getLeftOut().get(0).getVersion()).isEqualTo(2);
    }
  }

  @Test
  void aSwitchRightAfterARestoreHandsOverToo() throws Exception {
    OperatorSubtaskState state;
    try (FeaturesHarness features = new FeaturesHarness(null)) {
      features.activate(1, V1);
      features.sendAppended("h1", "a", 1_000, 10);
      state = features.snapshot();
    }
    try (FeaturesHarness features = new FeaturesHarness(state)) {
      features.activate(2, V2);
      features.sendAppended("h1", "b", 2_000, 10);
      assertThat(last(features).getLeftOut().get(0).getValues()).containsExactly(2.0);
    }
  }

  private static FeatureBundle last(FeaturesHarness features) {
    List<FeatureBundle> bundles = features.bundles();
    return bundles.get(bundles.size() - 1);
  }
}
