package dev.reeve.schema.release;

import java.util.List;

/**
 * One rule of a policy.
 *
 * @param name name, unique in its policy
 * @param actions actions that it judges; all when empty
 * @param agents agents that it judges; all when empty
 * @param when CEL, bool: whether it matches; default true
 * @param effect allow, require_approval, safe_default or deny, from least to most restrictive
 * @param reason what the decision record says
 * @param deadline for require_approval: time for an answer, as {@link Span} text; default 15m, at
 *     most 30d
 */
public record RuleDefinition(
    String name,
    List<String> actions,
    List<String> agents,
    String when,
    String effect,
    String reason,
    String deadline) {

  public RuleDefinition {
    actions = Absent.asEmpty(actions);
    agents = Absent.asEmpty(agents);
    when = when == null ? "true" : when;
    reason = Absent.asEmpty(reason);
    deadline = deadline == null ? "15m" : deadline;
  }
}
