package dev.reeve.features.expectation;

import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges an event of an entity against the expectations of a feature set. What these remember
 * stands in the entity's head, beside the head of the set.
 */
public final class EntityExpectations {

  private static final String SUFFIX = "!expectations";

  private EntityExpectations() {}

  /**
   * Judges an event before the set takes it in.
   *
   * @param silentSince greatest event time of the entity before this event, in milliseconds
   * @return violations of expectations of events; may be changed
   */
  public static List<Violation> judge(
      Expectations expectations, EntityHead head, RegionEvent event, long silentSince) {
    if (!expectations.judgeEvents()) {
      return new ArrayList<>(0);
    }
    String key = expectations.featureSet() + SUFFIX;
    ExpectationState state = ExpectationState.read(head.featureSets().get(key), expectations);
    List<Violation> violations = state.judge(event, silentSince);
    if (expectations.remember()) {
      head.featureSets().put(key, state.write());
    }
    return violations;
  }

  /** Whether the set does not take the event in. */
  public static boolean isRejected(List<Violation> violations) {
    return violations.stream().anyMatch(v -> v.reaction() == Reaction.REJECT);
  }

  /** Names in a vector the expectations that flag. */
  public static FeatureVector flag(FeatureVector vector, List<Violation> violations) {
    if (!violations.isEmpty()) {
      vector.setViolations(
          violations.stream()
              .filter(v -> v.reaction() == Reaction.FLAG)
              .map(Violation::expectation)
              .sorted()
              .toList());
    }
    return vector;
  }

  /** Forgets what the expectations of a set, {@code name@version}, remember of an entity. */
  public static void forget(String setId, EntityHead head) {
    head.featureSets().remove(setId + SUFFIX);
  }
}
