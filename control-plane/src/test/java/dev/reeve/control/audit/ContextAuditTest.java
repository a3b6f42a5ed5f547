package dev.reeve.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.ContextLookup;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that quote numbers about the region are held against what they quote and events. */
class ContextAuditTest {

  private static final Release RELEASE =
      ReleaseBody.read(
          """
          {"name": "surge",
           "feature_sets": [{"name": "host", "version": 1, "entity_type": "host",
             "measures": {"cpu": "percent"},
             "features": [{"name": "cpu_max", "measure": "cpu", "aggregate": "max"}]}],
           "contexts": [{"name": "rack", "version": 1, "entity_type": "host", "group_by": "rack",
             "attributes": {"rack": "rack"},
             "features": [{"name": "events", "aggregate": "count", "window": {"last": "60s"}}]}],
           "agents": [
             {"name": "scaler", "version": 1, "entity_type": "host", "features": "host@1",
              "contexts": ["rack@1"],
              "proposals": [{"action": "scale_out", "when": "context.rack.events < 10.0"}]}],
           "policies": [{"name": "guard", "version": 1, "entity_type": "host",
             "rules": [{"name": "all", "effect": "allow"}]}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final FeatureSetPlan PLAN = FeatureSetPlan.of(RELEASE.featureSets().get(0));

  private ReleaseProgram program;
  private ContextAudit audit;
  private Decision decision;

  @BeforeEach
  void decideOnce() throws Exception {
    program = ReleaseProgram.compile("d", RELEASE, Path.of("none"));
    audit = new ContextAudit(program);
    take("e1", 1_000, ContextLookup.NOTHING);
    ContextValue quote = new ContextValue("rack", 1, "r1", "events", 1.0, 1L, 1_000L, "FRESH");
    Situation situation = take("e2", 2_000, (context, group, feature) -> quote);
    decision =
        LedgerEntry.of(
                situation,
                program.conclude(situation, CoolDowns.of((EntityCoolDowns) null)).get(0),
                "d")
            .decision();
  }

  @Test
  void aDecisionThatRepeatsFromItsQuotesIsSound() {
    assertThat(decision.getVerdict()).isEqualTo("allowed");
    assertThat(audit.covers("host")).isTrue();
    assertThat(audit.covers("card")).isFalse();
    assertThat(audit.problems(decision)).isEmpty();
  }

  @Test
  void eachWayOfChangingItIsFound() {
    changed(d -> d.setVerdict("denied"), "verdict: recorded denied, computed allowed");
    changed(d -> quote(d).setValue(11.0), "computed no_action");
    changed(d -> quote(d).setCount(3L), "that no events give");
    changed(d -> quote(d).setAsOf(2_001L), "that no events give");
    changed(d -> quote(d).setGroup("r2"), "which is not its own");
    changed(d -> quote(d).setVersion(2), "which the release does not have");
    changed(d -> d.getFeatures().get(0).setValue(1.0), "differ from the recomputed ones");
    changed(d -> d.setCauseId("e9"), "no accepted event of that id");
  }

  private void changed(Consumer<Decision> change, String problem) {
    Decision copy = Decision.newBuilder(decision).build();
    change.accept(copy);
    assertThat(audit.problems(copy).toString()).contains(problem);
  }

  private static ContextValue quote(Decision decision) {
    return decision.getContext().get(0);
  }

  private Situation take(String id, long time, ContextLookup contexts) {
    RegionEvent event =
        new RegionEvent(
            id, "plant", "host", "h1", time, Map.of("cpu", 5.0), Map.of("rack", "r1"), Map.of());
    FeatureVector vector =
        new FeatureVector(
            "host",
            1,
            time,
            List.of(5.0),
            "F",
            List.of(0L),
            List.of(),
            List.of(),
            PLAN.fingerprint());
    FeatureBundle bundle =
        FeatureBundle.newBuilder().setEvent(event).setVectors(List.of(vector)).build();
    Situation situation = Situation.of(bundle, contexts);
    audit.take(event, situation, List.of(PLAN));
    return situation;
  }
}
