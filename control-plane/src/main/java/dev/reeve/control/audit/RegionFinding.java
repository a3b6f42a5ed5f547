package dev.reeve.control.audit;

import java.util.List;

/**
 * What an audit found in a region.
 *
 * @param region region
 * @param published events that were published to it
 * @param accounts what its job accounted for
 * @param exactlyOnce how its outputs differ from what they should be
 * @param openQuestions questions without an answer or a passed deadline
 * @param violations broken promises, one sentence for each kind; empty when all hold
 */
public record RegionFinding(
    String region,
    long published,
    AccountSums accounts,
    ExactlyOnce exactlyOnce,
    long openQuestions,
    List<String> violations) {

  /** Whether P1, P2 and P3 hold. */
  public boolean holds() {
    return violations.isEmpty() && exactlyOnce.isExact();
  }
}
