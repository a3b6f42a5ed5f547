package dev.reeve.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.agents.release.ReleaseCheck;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agents and policies see of a feature follows from its status. */
class TypedFreshnessTest {

  private static final String RELEASE =
      """
      {"name": "freshness",
       "feature_sets": [{"name": "host", "version": 1, "entity_type": "host",
         "measures": {"cpu": "percent"}, "attributes": {"tier": "tier"},
         "expectations": [
           {"name": "plausible", "measure": "cpu", "max": 100.0, "on_violation": "flag"},
           {"name": "counted", "measure": "cpu", "max": 90.0}],
         "features": [
           {"name": "load", "measure": "cpu", "aggregate": "mean", "window": {"last": "5s"}},
           {"name": "usual_tier", "attribute": "tier", "aggregate": "top_category"}]}],
       "agents": [{"name": "scaler", "version": 1, "entity_type": "host", "features": "host@1",
         "trigger": "%s",
         "proposals": [{"action": "scale_out", "parameters": {"load": "value.load"}}]}],
       "policies": [{"name": "guard", "version": 1, "entity_type": "host", "features": "host@1",
         "rules": [{"name": "not too busy", "when": "%s", "effect": "allow"}]}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F | allowed | ",
        "S | denied  | rule not too busy cannot be judged: load is STALE",
        "I | denied  | rule not too busy cannot be judged: load is INCOMPLETE"
      })
  void aStaleOrIncompleteFeatureNeverLooksLikeANumberThatIsFine(
      char status, String verdict, String reason) throws Exception {
    ReleaseProgram program = program("true", "load < 100.0");

    Conclusion conclusion = conclude(program, bundle(50.0, status, 3_000, "gold", 'F'));

    assertThat(conclusion.verdict().text()).isEqualTo(verdict);
    assertThat(conclusion.reason()).contains(reason == null ? "" : reason);
    assertThat(program("load < 100.0", "true").conclude(situation(status), noCoolDowns()))
        .as("a trigger on it")
        .hasSize(status == 'F' ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value.load == 50.0                                  | S | true",
        "status.load == 'STALE' && age.load > 2.9            | S | true",
        "status.load == 'FRESH' ? load > 0.0 : age.load < 60.0 | I | true",
        "age.load == 3.0                                     | F | true",
        "usual_tier == 'gold' && value.usual_tier != ''      | F | true",
        "violated.plausible                                  | F | true",
        "status.load in ['FRESH', 'STALE']                   | I | false"
      })
  void whoeverAsksIsTold(String trigger, char status, boolean triggered) throws Exception {
    assertThat(program(trigger, "true").conclude(situation(status), noCoolDowns()))
        .hasSize(triggered ? 1 : 0);
  }

  @Test
  void whatIsMissingIsNamedWhereverItIsMissing() throws Exception {
    Conclusion conclusion =
        conclude(program("true", "age.load < 1.0"), bundle(Double.NaN, 'M', -1, "gold", 'F'));
    assertThat(conclusion.reason()).isEqualTo("parameter load: load is MISSING");

    Conclusion text =
        conclude(program("true", "usual_tier == 'gold'"), bundle(1.0, 'F', 0, "", 'M'));
    assertThat(text.reason()).endsWith("cannot be judged: usual_tier is MISSING");
  }

  @Test
  void typesAgesTextsAndViolationsRepeatToTheSameBytes() throws Exception {
    ReleaseProgram program =
        program("violated.plausible", "usual_tier == 'gold' && age.load > 2.0");
    FeatureBundle bundle = bundle(50.0, 'S', 3_000, "gold", 'F');
    Situation situation = Situation.of(bundle);
    Conclusion conclusion = conclude(program, bundle);
    Decision decision = LedgerEntry.of(situation, conclusion, program.digest()).decision();

    assertThat(decision.getVerdict()).isEqualTo("allowed");
    assertThat(decision.getViolations()).containsExactly("plausible");
    assertThat(decision.getFeatures().get(0).getAgeMs()).isEqualTo(3_000);
    assertThat(decision.getFeatures().get(0).getStatus()).isEqualTo("STALE");
    assertThat(decision.getFeatures().get(1).getText()).isEqualTo("gold");
    assertThat(decision.getFeatures().get(1).getValue()).isNull();
    Decision reread = Decision.fromByteBuffer(decision.toByteBuffer());
    assertThat(Repetition.of(reread, program).differences()).isEmpty();

    Decision changed = Decision.fromByteBuffer(decision.toByteBuffer());
    changed.setViolations(List.of());
    assertThat(Repetition.of(changed, program).agrees()).isFalse();
  }

  @Test
  void aDecisionAfterASilenceRepeats() throws Exception {
    FeatureBundle bundle = bundle(50.0, 'F', 3_000, "gold", 'F');
    bundle.setCauseKind("silence");
    bundle.setCauseId("silence/host@1/1000");
    bundle.getEvent().setEventId("");
    ReleaseProgram program = program("true", "true");
    Situation situation = Situation.of(bundle);
    Decision decision =
        LedgerEntry.of(situation, conclude(program, bundle), program.digest()).decision();

    assertThat(decision.getCauseKind()).isEqualTo("silence");
    assertThat(decision.getCauseId()).isEqualTo("silence/host@1/1000");
    assertThat(Repetition.of(decision, program).differences()).isEmpty();
  }

  @Test
  void anAgentInJavaIsGivenFreshNumbersUnlessItAsksForMore() {
    AgentInput fresh = TestingRelease.input(90.0, 1.0, "gold");
    assertThat(fresh.feature("cpu_mean")).hasValue(90.0);

    Map<String, FeatureReading> stale =
        Map.of("cpu_mean", fresh.reading("cpu_mean").with(FeatureStatus.STALE));
    AgentInput input = TestingRelease.with(fresh, stale);
    assertThat(input.feature("cpu_mean")).isEmpty();
    assertThat(input.reading("cpu_mean").value()).isEqualTo(90.0);
    assertThat(input.reading("cpu_mean").status()).isEqualTo(FeatureStatus.STALE);
    assertThat(input.text("cpu_mean")).isEqualTo(Optional.empty());
    assertThat(input.reading("unknown")).isEqualTo(FeatureReading.MISSING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status.lod == 'FRESH'     | did you mean 'status.load'?; allowed: status.load",
        "status.load == FRESH      | a status is a text: \"FRESH\"",
        "violated.counted          | allowed: violated.plausible",
        "busy > 1.0                | of each feature also value.<feature>, status.<feature>",
        "usual_tier > 1.0          | does not apply"
      })
  void anUnknownNameIsAnsweredWithWhatThereIs(String trigger, String remedy) {
    Release release = release(trigger, "true");
    assertThat(ReleaseCheck.check(release).toString()).contains(remedy);
  }

  private static Situation situation(char status) {
    return Situation.of(bundle(50.0, status, 3_000, "gold", 'F'));
  }

  private static FeatureBundle bundle(
      double load, char loadStatus, long age, String tier, char tierStatus) {
    RegionEvent event =
        new RegionEvent(
            "e1", "plant", "host", "h1", 10_000L, Map.of("cpu", 101.0), Map.of(), Map.of());
    FeatureVector vector =
        new FeatureVector(
            "host",
            1,
            10_000L,
            List.of(load, Double.NaN),
            "" + loadStatus + tierStatus,
            List.of(age, 0L),
            List.of("", tier),
            List.of("plausible"),
            DefinitionShape.fingerprint(release("true", "true").featureSets().get(0)));
    return new FeatureBundle(
        event,
        "plant.events",
        0,
        7L,
        1_000L,
        List.of(vector),
        "event",
        "",
        List.of(),
        1L,
        List.of());
  }

  private static Conclusion conclude(ReleaseProgram program, FeatureBundle bundle) {
    return program.conclude(Situation.of(bundle), noCoolDowns()).get(0);
  }

  private static CoolDowns noCoolDowns() {
    return CoolDowns.of((EntityCoolDowns) null);
  }

  private static ReleaseProgram program(String trigger, String when) throws Exception {
    return ReleaseProgram.compile("d", release(trigger, when), Path.of("no-agents"));
  }

  private static Release release(String trigger, String when) {
    String body = RELEASE.formatted(trigger, when);
    return ReleaseBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
