package dev.reeve.agents.policy;

import dev.reeve.schema.RuleResult;
import java.util.List;

/**
 * What the policies of a release make of a proposal.
 *
 * @param effect the most restrictive effect among the rules that match; deny when none does
 * @param reason why
 * @param deadlineMillis for require_approval: processing-time milliseconds to answer, the shortest
 *     that a matching rule gives
 * @param rules rules that matched, ordered by policy and position in the release
 */
public record Judgement(
    Effect effect, String reason, long deadlineMillis, List<RuleResult> rules) {}
