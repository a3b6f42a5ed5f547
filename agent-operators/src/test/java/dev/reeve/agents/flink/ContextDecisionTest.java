package dev.reeve.agents.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.TestingRelease;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.agents.release.ReleaseCheck;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents and policies look up numbers about the region, and decisions quote what they saw. */
class ContextDecisionTest {

  private static final String RELEASE =
      """
      {"name": "surge",
       "feature_sets": [{"name": "host", "version": 1, "entity_type": "host",
         "measures": {"cpu": "percent", "queue": "requests"}, "attributes": {"tier": "tier"},
         "features": [{"name": "cpu_mean", "measure": "cpu", "aggregate": "mean"},
                      {"name": "queue_max", "measure": "queue", "aggregate": "max"}]}],
       "contexts": [
         {"name": "fleet", "version": 2, "entity_type": "host", "measures": {"cpu": "percent"},
          "features": [
            {"name": "busy", "measure": "cpu", "aggregate": "mean", "window": {"last": "60s"}},
            {"name": "hosts", "aggregate": "count", "window": {"last": "60s"}}]},
         {"name": "peers", "version": 1, "entity_type": "host", "group_by": "tier",
          "attributes": {"tier": "tier"},
          "features": [{"name": "events", "aggregate": "count", "window": {"last": "60s"},
            "stale_after": "5s"}]}],
       "agents": [{"name": "scaler", "version": 1, "entity_type": "host", "features": "host@1",
         "contexts": ["fleet@2"], "trigger": "cpu_mean > 90.0",
         "proposals": [{"action": "scale_out", "when": "%s"}]}],
       "policies": [{"name": "guard", "version": 1, "entity_type": "host",
         "contexts": ["peers@1"],
         "rules": [{"name": "not alone", "when": "%s", "effect": "allow"}]}]}
      """;

  private static final String ALONE = "context.fleet.busy < 80.0";
  private static final String PEERS = "context.peers.events > 2.0";

  @Test
  void aDecisionQuotesWhatAgentAndPolicyLookedUpAndRepeatsFromIt() throws Exception {
    Decision decision = decide(ALONE, PEERS, fleet(9_000, 70.0, 50), peers("gold", 9_000, 3));

    assertThat(decision.getVerdict()).isEqualTo("allowed");
    assertThat(decision.getContext())
        .containsExactly(
            new ContextValue("fleet", 2, "", "busy", 70.0, 50L, 9_000L, "FRESH"),
            new ContextValue("peers", 1, "gold", "events", 3.0, 3L, 9_000L, "FRESH"));
    ReleaseProgram program = program(ALONE, PEERS);
    Decision reread = Decision.fromByteBuffer(decision.toByteBuffer());
    assertThat(Repetition.of(reread, program).differences()).isEmpty();

    reread.getContext().get(0).setValue(85.0);
    assertThat(Repetition.of(reread, program).agrees()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gold   | 9000 | allowed | ",
        "silver | 9000 | denied  | context.peers.events is MISSING",
        "gold   | 4999 | denied  | context.peers.events is STALE"
      })
  void whatIsMissingOrStaleIsUndeterminedAndNamed(
      String group, long asOf, String verdict, String reason) throws Exception {
    Decision decision = decide(ALONE, PEERS, fleet(9_000, 70.0, 50), peers(group, asOf, 3));

    assertThat(decision.getVerdict()).isEqualTo(verdict);
    assertThat(decision.getReason()).endsWith(reason == null ? "" : reason);
    assertThat(Repetition.of(decision, program(ALONE, PEERS)).differences()).isEmpty();
  }

  @Test
  void anAgentWithoutItsContextProposesNothing() throws Exception {
    Decision decision = decide(ALONE, "true");
    assertThat(decision.getVerdict()).isEqualTo("no_action");
    assertThat(decision.getContext())
        .containsExactly(new ContextValue("fleet", 2, "", "busy", null, 0L, 0L, "MISSING"));
    assertThat(Repetition.of(decision, program(ALONE, "true")).differences()).isEmpty();
  }

  @Test
  void onlyWhatWasLookedUpIsQuoted() throws Exception {
    Decision decision = decide("true", "true", fleet(9_000, 70.0, 50), peers("gold", 9_000, 3));
    assertThat(decision.getContext()).isEmpty();
  }

  @Test
  void everyOrderOfUpdatesLeavesTheSameAndARestoreKeepsIt() throws Exception {
    List<ContextUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      updates.add(fleet(1_000 * (i / 2), i, i));
    }
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(updates, new Random(seed));
      try (DecideHarness harness = DecideHarness.fresh(0)) {
        for (ContextUpdate update : updates) {
          harness.context(update);
        }
        try (DecideHarness restored = DecideHarness.restored(harness.snapshot(), 0)) {
          Decision decision = decide(restored, ALONE, "true");
          assertThat(decision.getContext().get(0).getValue()).isEqualTo(19.0);
          assertThat(decision.getVerdict()).isEqualTo("allowed");
        }
      }
    }
  }

  @Test
  void aForgottenGroupIsForgotten() throws Exception {
    ContextUpdate gone = new ContextUpdate("fleet", 2, "", 9_000L, List.of());
    assertThat(decide(ALONE, "true", fleet(9_000, 70.0, 50), gone).getVerdict())
        .isEqualTo("no_action");
    ContextUpdate before = new ContextUpdate("fleet", 2, "", 8_000L, List.of());
    assertThat(decide(ALONE, "true", fleet(9_000, 70.0, 50), before).getVerdict())
        .isEqualTo("allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fleet@2 | fleet@3          | /agents/0/contexts/0 | unknown context, did you mean 'fleet@2'?",
        "fleet@2 | fleet@2, fleet@2 | /agents/0/contexts/1 | a context is listed once",
        "fleet@2 | peers@1          | /agents/0/proposals  | unknown name 'context.fleet.busy'"
      })
  void contextsThatAreNotThereAreProblems(String from, String to, String path, String message) {
    String body =
        RELEASE
            .formatted(ALONE, PEERS)
            .replace("[\"" + from + "\"]", "[\"" + to.replace(", ", "\", \"") + "\"]");
    assertThat(ReleaseCheck.check(read(body)))
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).startsWith(path);
              assertThat(problem.message()).contains(message);
            });
  }

  private static ContextUpdate fleet(long asOf, double busy, long count) {
    return new ContextUpdate(
        "fleet",
        2,
        "",
        asOf,
        List.of(
            new ContextValue("fleet", 2, "", "busy", busy, count, asOf, "FRESH"),
            new ContextValue("fleet", 2, "", "hosts", 1.0 * count, count, asOf, "FRESH")));
  }

  private static ContextUpdate peers(String tier, long asOf, long count) {
    return new ContextUpdate(
        "peers",
        1,
        tier,
        asOf,
        List.of(new ContextValue("peers", 1, tier, "events", 1.0 * count, count, asOf, "FRESH")));
  }

  private static Decision decide(String when, String rule, ContextUpdate... updates)
      throws Exception {
    try (DecideHarness harness = DecideHarness.fresh(0)) {
      for (ContextUpdate update : updates) {
        harness.context(update);
      }
      return decide(harness, when, rule);
    }
  }

  private static Decision decide(DecideHarness harness, String when, String rule) throws Exception {
    byte[] body = body(when, rule).getBytes(StandardCharsets.UTF_8);
    ControlRecord release = TestingRelease.release(body);
    harness.control(release);
    harness.control(TestingRelease.activation(1, release.getDigest()));
    FeatureBundle bundle = TestingRelease.bundle("e1", "h1", 10_000, 99.0, 1.0, "gold");
    bundle
        .getVectors()
        .get(0)
        .setDefinition(DefinitionShape.fingerprint(ReleaseBody.read(body).featureSets().get(0)));
    harness.event(bundle);
    return DecideHarness.of(Decision.class, harness.envelopes()).get(0);
  }

  private static ReleaseProgram program(String when, String rule) throws Exception {
    String body = body(when, rule);
    String digest = TestingRelease.release(body.getBytes(StandardCharsets.UTF_8)).getDigest();
    return ReleaseProgram.compile(digest, read(body), Path.of("no-agents"));
  }

  private static String body(String when, String rule) {
    return RELEASE.formatted(when, rule);
  }

  private static Release read(String body) {
    return ReleaseBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
