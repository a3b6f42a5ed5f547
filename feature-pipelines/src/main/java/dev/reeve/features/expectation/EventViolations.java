package dev.reeve.features.expectation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All expectations that one event violates, over all feature sets of its entity type. */
public final class EventViolations {

  private final List<Violation> all = new ArrayList<>(0);

  /**
   * That a feature set does not take the event in.
   *
   * @param featureSet set, as {@code name@version}
   * @param expectation the first of those that reject the event
   * @param detail field, value and what is allowed, of all that reject it
   */
  public record Refusal(String featureSet, String expectation, String detail) {}

  /** Notes one. */
  public void add(Violation violation) {
    all.add(violation);
  }

  /** All, set by set. */
  public List<Violation> all() {
    return all;
  }

  /** The sets that do not take the event in, in their order. */
  public List<Refusal> refusals() {
    if (all.isEmpty()) {
      return List.of();
    }
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    for (Violation violation : all) {
      if (violation.reaction() == Reaction.REJECT) {
        refusals.merge(
            violation.featureSet(),
            new Refusal(violation.featureSet(), violation.expectation(), violation.detail()),
            (first, next) ->
                new Refusal(
                    first.featureSet(),
                    first.expectation(),
                    first.detail() + "; " + next.detail()));
      }
    }
    return List.copyOf(refusals.values());
  }

  /** Ids of the sets that do not take the event in. */
  public List<String> refusedSets() {
    return refusals().stream().map(Refusal::featureSet).toList();
  }
}
