package dev.reeve.features;

import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What agents need that still decide by the release before: the vectors of sets that are kept warm
 * and were left out just now, as one event makes them.
 */
public final class Handover {

  private final Set<String> sets;
  private final List<FeatureVector> vectors = new ArrayList<>(0);
  private final List<String> refused = new ArrayList<>(0);

  /**
   * @param sets ids of the sets, {@code name@version}; none as a rule
   */
  public Handover(Set<String> sets) {
    this.sets = sets;
  }

  /** Nobody needs anything. */
  public static Handover ofNothing() {
    return new Handover(Set.of());
  }

  boolean wants(FeatureSetPlan plan) {
    return !sets.isEmpty() && sets.contains(plan.definition().id());
  }

  void take(FeatureVector vector) {
    vectors.add(vector);
  }

  /** The set does not take the event in. */
  void refuse(FeatureSetPlan plan) {
    refused.add(plan.definition().id());
  }

  /** Puts it beside what the release in force computes. */
  public void addTo(FeatureBundle bundle) {
    bundle.setLeftOut(vectors);
    if (!refused.isEmpty()) {
      List<String> all = new ArrayList<>(bundle.getRefused());
      all.addAll(refused);
      bundle.setRefused(all);
    }
  }
}
