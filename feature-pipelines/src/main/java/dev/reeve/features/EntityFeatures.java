package dev.reeve.features;

import dev.reeve.features.expectation.EntityExpectations;
import dev.reeve.features.expectation.Violation;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.StateCells;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes one accepted event of an entity into all feature sets of its type. A set goes on under
 * every release that holds it, and while it is kept warm; after that it is forgotten, since values
 * with a gap in them would look like values without one. After a silence longer than a set's ttl it
 * starts anew.
 */
public final class EntityFeatures {

  private EntityFeatures() {}

  /** As the other, where no set is kept warm and for those who want the vectors alone. */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans, EntityHead head, StateCells cells, RegionEvent event) {
    return apply(plans, List.of(), head, cells, event, violation -> {});
  }

  /**
   * Changes the head and the cells, and computes the vectors as of the entity's time.
   *
   * @param plans feature sets of the entity's type, in the order of the vectors
   * @param warm other sets of its type whose state goes on; nothing is told of them
   * @param violations is told of each expectation that the event violates, set by set
   * @return one vector for each of {@code plans} that does not reject the event
   */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans,
      List<FeatureSetPlan> warm,
      EntityHead head,
      StateCells cells,
      RegionEvent event,
      Consumer<Violation> violations) {
    String entity = TypedEntity.key(event.getEntityType(), event.getEntity());
    EntityStates states = new EntityStates(head, cells, entity);
    List<FeatureVector> vectors =
        apply(plans, warm, states, event, violations, Handover.ofNothing());
    states.write();
    return vectors;
  }

  /** As the other, where nobody needs a warm set. */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans,
      List<FeatureSetPlan> warm,
      EntityStates states,
      RegionEvent event,
      Consumer<Violation> violations) {
    return apply(plans, warm, states, event, violations, Handover.ofNothing());
  }

  /**
   * As the other, where states stay decoded: the caller writes them when it has to.
   *
   * @param handover takes what is still needed of warm sets; their violations are told to nobody
   */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans,
      List<FeatureSetPlan> warm,
      EntityStates states,
      RegionEvent event,
      Consumer<Violation> violations,
      Handover handover) {
    long silentSince = states.head().highWaterMark();
    states.head().advanceTo(event.getEventTime());
    retire(plans, warm, states);
    List<FeatureVector> vectors = new ArrayList<>(plans.size());
    for (FeatureSetPlan plan : plans) {
      List<Violation> violated = judge(plan, silentSince, states, event);
      if (EntityExpectations.isRejected(violated)) {
        violated.forEach(violations);
      } else {
        FeatureVector vector = states.of(plan).apply(event, states.head().highWaterMark());
        violated.addAll(plan.expectations().judge(vector));
        violated.forEach(violations);
        vectors.add(EntityExpectations.flag(vector, violated));
      }
    }
    for (FeatureSetPlan plan : warm) {
      List<Violation> violated = judge(plan, silentSince, states, event);
      boolean wanted = handover.wants(plan);
      if (!EntityExpectations.isRejected(violated)) {
        FeatureSetState state = states.of(plan);
        state.take(event, states.head().highWaterMark());
        if (wanted) {
          FeatureVector vector = state.vector(states.head().highWaterMark());
          violated.addAll(plan.expectations().judge(vector));
          handover.take(EntityExpectations.flag(vector, violated));
        }
      } else if (wanted) {
        handover.refuse(plan);
      }
    }
    return vectors;
  }

  /** Starts a set anew that the entity outlived, and judges the event by its expectations. */
  private static List<Violation> judge(
      FeatureSetPlan plan, long silentSince, EntityStates states, RegionEvent event) {
    long before = silentSince;
    if (outlived(plan, silentSince, event.getEventTime())) {
      states.forget(plan.definition().id());
      EntityExpectations.forget(plan.definition().id(), states.head());
      before = event.getEventTime();
    }
    return EntityExpectations.judge(plan.expectations(), states.head(), event, before);
  }

  private static boolean outlived(FeatureSetPlan plan, long silentSince, long eventTime) {
    return (double) eventTime - silentSince > plan.ttlMillis();
  }

  private static void retire(
      List<FeatureSetPlan> plans, List<FeatureSetPlan> warm, EntityStates states) {
    List<String> gone = new ArrayList<>(0);
    for (String entry : states.head().featureSets().keySet()) {
      String id = EntityHead.setOf(entry);
      if (!hold(plans, id) && !hold(warm, id)) {
        gone.add(entry);
      }
    }
    for (String entry : gone) {
      states.forget(EntityHead.setOf(entry));
      states.head().featureSets().remove(entry);
    }
  }

  private static boolean hold(List<FeatureSetPlan> plans, String id) {
    for (FeatureSetPlan plan : plans) {
      if (plan.definition().id().equals(id)) {
        return true;
      }
    }
    return false;
  }
}
