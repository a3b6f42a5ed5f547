package dev.reeve.agents.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.Decision;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * A release moves the agent to another version of its feature set and drops the one before: are its
 * decisions sound, whichever operator reads of it first?
 */
class SwitchTest {

  private static final byte[] ONE = TestingRelease.read().body();
  private static final byte[] TWO = movedOn();

  private static byte[] movedOn() {
    try {
      String moved = new String(ONE, StandardCharsets.UTF_8).replace("host@1", "host@2");
      JsonNode release = ReleaseBody.JSON.readTree(moved);
      ((ObjectNode) release.get("feature_sets").get(0)).put("version", 2);
      return ReleaseBody.JSON.writeValueAsBytes(release);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void vectorsOfTheGenerationBeforeAreDecidedByItsReleaseUntilTheNextBarrier() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(0)) {
      activate(decide, 1, ONE);
      activate(decide, 2, TWO);
      decide.event(event("before", 1_000, 1, List.of(1), List.of()));
      assertThat(decisions(decide)).allMatch(soundBy(ONE)::equals);

      decide.event(event("after", 400_000, 2, List.of(2), List.of(1)));
      assertThat(decisions(decide)).allMatch(soundBy(TWO)::equals);

      decide.barrier();
      decide.event(event("from nowhere", 900_000, 1, List.of(1), List.of()));
      assertThat(decisions(decide)).containsExactly("safe_default by " + Digest.of(TWO));
    }
  }

  @Test
  void vectorsThatAReleaseYetUnreadLeftOutAreDecidedByTheOneBefore() throws Exception {
    try (DecideHarness decide = DecideHarness.fresh(0)) {
      activate(decide, 1, ONE);
      decide.event(event("early", 1_000, 2, List.of(2), List.of(1)));
      assertThat(decisions(decide)).allMatch(soundBy(ONE)::equals);
    }
  }

  @Test
  void aSwitchRightAfterARestoreKnowsTheReleaseBefore() throws Exception {
    OperatorSubtaskState state;
    try (DecideHarness decide = DecideHarness.fresh(0)) {
      activate(decide, 1, ONE);
      state = decide.snapshot();
    }
    try (DecideHarness decide = DecideHarness.restored(state, 50)) {
      activate(decide, 2, TWO);
      decide.event(event("before", 1_000, 1, List.of(1), List.of()));
      assertThat(decisions(decide)).allMatch(soundBy(ONE)::equals);
    }
  }

  private static void activate(DecideHarness decide, long generation, byte[] body)
      throws Exception {
    decide.control(TestingRelease.release(body));
    decide.control(TestingRelease.activation(generation, Digest.of(body)));
    decide.envelopes();
  }

  /** An event that the agent acts on, with vectors of these versions. */
  private static FeatureBundle event(
      String id, long time, long generation, List<Integer> inForce, List<Integer> leftOut) {
    FeatureBundle bundle = TestingRelease.bundle(id, "h1", time, 99.5, 10.0, "standard");
    FeatureVector vector = bundle.getVectors().get(0);
    bundle.setGeneration(generation);
    bundle.setVectors(inForce.stream().map(v -> version(vector, v)).toList());
    bundle.setLeftOut(leftOut.stream().map(v -> version(vector, v)).toList());
    return bundle;
  }

  private static FeatureVector version(FeatureVector vector, int version) {
    FeatureSetDefinition set = ReleaseBody.read(version == 1 ? ONE : TWO).featureSets().get(0);
    assertThat(set.version()).isEqualTo(version);
    return FeatureVector.newBuilder(vector)
        .setVersion(version)
        .setDefinition(DefinitionShape.fingerprint(set))
        .build();
  }

  private static String soundBy(byte[] release) {
    return "sound by " + Digest.of(release);
  }

  private static List<String> decisions(DecideHarness decide) {
    List<Decision> made = DecideHarness.of(Decision.class, decide.envelopes());
    assertThat(made).isNotEmpty();
    return made.stream()
        .map(
            decision ->
                (decision.getVerdict().equals("safe_default") ? "safe_default" : "sound")
                    + " by "
                    + decision.getRelease())
        .toList();
  }
}
