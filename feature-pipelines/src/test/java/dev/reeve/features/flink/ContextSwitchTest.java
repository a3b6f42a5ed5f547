package dev.reeve.features.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.context.TestingContexts;
import dev.reeve.schema.ContextPartial;
import org.junit.jupiter.api.Test;

/** Does what was merged of a context leave with the definition that it was merged by? */
class ContextSwitchTest {

  @Test
  void whatWasMergedLeavesBeforeAnotherReleaseIsInForce() throws Exception {
    try (FeaturesHarness harness = new FeaturesHarness(null)) {
      harness.activate(1, TestingPlant.release(TestingContexts.fleet("")));
      harness.send("h1", "a", 1_000, 95.0);
      assertThat(harness.contexts()).isEmpty();
      harness.activate(2, TestingPlant.release(TestingContexts.fleet("rack")));

      assertThat(harness.contexts()).hasSize(1);
      ContextPartial partial = harness.contexts().get(0);
      assertThat(partial.getContext()).isEqualTo("fleet@1");
      assertThat(partial.getDefinition()).contains("\"group_by\":\"\"");
      assertThat(partial.getGroups()).hasSize(1);
    }
  }
}
