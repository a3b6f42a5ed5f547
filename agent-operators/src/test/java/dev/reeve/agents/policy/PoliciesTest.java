package dev.reeve.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.InputVariables;
import dev.reeve.agents.RegionContext;
import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.RuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The most restrictive rule wins; without a rule nothing happens. */
class PoliciesTest {

  private static final FeatureSetDefinition SET =
      TestingRelease.read().release().featureSets().get(0);

  @Test
  void usageExample() {
    Judgement judgement =
        judge(
            rule("cheap", "scale_out", "true", "allow", "1m"),
            rule("busy", "scale_out", "cpu_mean > 90", "require_approval", "5m"),
            rule("very busy", "", "score > 0.95", "require_approval", "3m"),
            rule("other", "restart", "true", "deny", "1m"));

    assertThat(judgement.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    assertThat(judgement.reason()).isEqualTo("because of busy");
    assertThat(judgement.deadlineMillis()).isEqualTo(180_000);
    assertThat(judgement.rules())
        .extracting(rule -> rule.getRule())
        .containsExactly("cheap", "busy", "very busy");
  }

  @Test
  void noMatchingRuleMeansDeny() {
    assertThat(judge(rule("other", "restart", "true", "allow", "1m")))
        .isEqualTo(new Judgement(Effect.DENY, "no policy matches", 0, List.of()));
    assertThat(new Policies(List.of()).judge("host@1", variables()).effect())
        .isEqualTo(Effect.DENY);
  }

  @Test
  void aConditionThatCannotBeJudgedDenies() {
    Judgement judgement =
        judge(
            rule("cheap", "scale_out", "true", "allow", "1m"),
            rule("quiet", "scale_out", "1 / (event.time - event.time) > 0", "allow", "1m"));

    assertThat(judgement.effect()).isEqualTo(Effect.DENY);
    assertThat(judgement.reason()).isEqualTo("rule quiet cannot be judged: DIVIDE_BY_ZERO");
  }

  @Property(tries = 50)
  void theOrderOfRulesDoesNotChangeTheEffect(@ForAll List<Effect> effects, @ForAll long seed) {
    List<Effect> some = effects.subList(0, Math.min(effects.size(), 6));
    List<Effect> shuffled = new ArrayList<>(some);
    Collections.shuffle(shuffled, new Random(seed));
    Effect expected = some.stream().max(Comparator.naturalOrder()).orElse(Effect.DENY);

    assertThat(judge(rules(some)).effect()).isEqualTo(expected);
    assertThat(judge(rules(shuffled)).effect()).isEqualTo(expected);
  }

  private static RuleDefinition[] rules(List<Effect> effects) {
    RuleDefinition[] rules = new RuleDefinition[effects.size()];
    Arrays.setAll(rules, i -> rule("r" + i, "scale_out", "true", effects.get(i).text(), "1m"));
    return rules;
  }

  private static RuleDefinition rule(
      String name, String action, String when, String effect, String deadline) {
    List<String> actions = action.isEmpty() ? List.of() : List.of(action);
    return new RuleDefinition(
        name, actions, List.of(), when, effect, "because of " + name, deadline);
  }

  private static Judgement judge(RuleDefinition... rules) {
    PolicyDefinition definition =
        new PolicyDefinition("p", 1, "host", "", "host@1", List.of(), List.of(rules));
    Policy policy =
        Policy.compile(
                definition,
                SET,
                List.of(),
                "",
                problem -> {
                  throw new AssertionError(problem);
                })
            .orElseThrow();
    return new Policies(List.of(policy)).judge("host@1", variables());
  }

  private static InputVariables variables() {
    return new InputVariables(
        TestingRelease.input(99.0, 60.0, "critical"),
        0.99,
        "scaler",
        "scale_out",
        RegionContext.NONE);
  }
}
