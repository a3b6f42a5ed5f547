package dev.reeve.agents.decision;

import dev.reeve.agents.Argument;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.CoolDown;
import dev.reeve.schema.FeatureValue;
import dev.reeve.schema.RuleResult;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.SafeDefault;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was concluded about one proposal, before it becomes a record.
 *
 * @param agent the agent; null when no release is in force
 * @param ordinal position of the proposal among its siblings, from 0
 * @param features features that the agent was given
 * @param violations flagged expectations that the cause violates, ordered by name
 * @param context numbers about the region that were looked up, in the order of records
 * @param coolDowns cool-downs as the decision found them
 * @param score score of the agent; null when it gave none
 * @param action action proposed; empty for none
 * @param arguments its arguments
 * @param verdict how it ended
 * @param reason why
 * @param rules policy rules that matched
 * @param deadlineMillis for a held decision: processing-time milliseconds to answer
 */
public record Conclusion(
    AgentDefinition agent,
    int ordinal,
    List<FeatureValue> features,
    List<String> violations,
    List<ContextValue> context,
    List<CoolDown> coolDowns,
    Double score,
    String action,
    SortedMap<String, Argument> arguments,
    Verdict verdict,
    String reason,
    List<RuleResult> rules,
    long deadlineMillis) {

  /** Before the first release there is no law, and no action. */
  public static Conclusion withoutLaw() {
    return new Conclusion(
        null,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        "",
        new TreeMap<>(),
        Verdict.SAFE_DEFAULT,
        "no release is in force",
        List.of(),
        0);
  }

  /**
   * No agent's conclusion: the features of a set and what the cause violates of it.
   *
   * @param fingerprint that of the set
   */
  public static Conclusion about(Situation situation, FeatureSetDefinition set, long fingerprint) {
    Conclusion none = withoutLaw();
    return new Conclusion(
        null,
        0,
        situation.features(set, fingerprint).orElse(List.of()),
        List.copyOf(situation.violations(set, fingerprint)),
        none.context(),
        none.coolDowns(),
        none.score(),
        none.action(),
        none.arguments(),
        none.verdict(),
        none.reason(),
        none.rules(),
        0);
  }

  /** What the agent falls back to. */
  public SafeDefault safeDefault() {
    return agent == null ? SafeDefault.NOTHING : agent.safeDefault();
  }
}
