package dev.reeve.features.flink;

import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Does a topic that is away cost more than the vectors of that time? */
class UnpublishedSetTest {

  private static final FeatureSetDefinition LOAD =
      set("load", 1, "1h", feature("n", "count", WindowDefinition.EVER));

  private final AtomicBoolean published = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final FeatureTopics topics =
      records -> {
        asked.incrementAndGet();
        if (!published.get()) {
          throw new UnpublishedSetException("no topic of " + records.set().id());
        }
        return TestingPlant.FEATURES.of(records);
      };

  @Test
  void aRestoredJobWhoseTopicIsGoneLosesNoState() throws Exception {
    OperatorSubtaskState state;
    try (FeaturesHarness features = new FeaturesHarness(null, topics)) {
      features.activate(1, LOAD);
      features.send("h1", "a", 1_000, 10);
      features.send("h1", "b", 2_000, 10);
      state = features.snapshot();
    }
    published.set(false);
    try (FeaturesHarness features = new FeaturesHarness(state, topics)) {
      features.send("h1", "c", 3_000, 10);
      assertThat(last(features).getVectors()).isEmpty();
      published.set(true);
      features.barrier();
      features.send("h1", "d", 4_000, 10);
      assertThat(last(features).getVectors().get(0).getValues()).containsExactly(4.0);
    }
  }

  @Test
  void aReleaseIsLookedForAgainAtBarriersThatGrowSeldom() throws Exception {
    published.set(false);
    try (FeaturesHarness features = new FeaturesHarness(null, topics)) {
      features.activate(1, LOAD);
      features.send("h1", "0", 1_000, 10);
      assertThat(asked).as("with its activation").hasValue(1);
      for (int barrier = 1; barrier <= 7; barrier++) {
        features.barrier();
        features.send("h1", "" + barrier, 1_000 + barrier, 10);
      }
      assertThat(asked).as("behind barriers 1, 3 and 7 as well").hasValue(4);

      published.set(true);
      for (int barrier = 8; barrier <= 15; barrier++) {
        features.barrier();
        features.send("h1", "" + barrier, 1_000 + barrier, 10);
      }
      assertThat(last(features).getVectors().get(0).getValues()).containsExactly(16.0);
      features.barrier();
      features.send("h1", "more", 2_000, 10);
      assertThat(asked).as("and no more once it is found").hasValue(5);
    }
  }

  private static FeatureBundle last(FeaturesHarness features) {
    List<FeatureBundle> bundles = features.bundles();
    return bundles.get(bundles.size() - 1);
  }
}
