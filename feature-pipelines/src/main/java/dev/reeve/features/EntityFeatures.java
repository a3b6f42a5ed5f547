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
import java.util.Optional;
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
    long silentSince = head.highWaterMark();
    head.advanceTo(event.getEventTime());
    retire(plans, warm, head, cells);
    List<FeatureVector> vectors = new ArrayList<>(plans.size());
    for (FeatureSetPlan plan : plans) {
      apply(plan, silentSince, head, cells, event, violations).ifPresent(vectors::add);
    }
    for (FeatureSetPlan plan : warm) {
      apply(plan, silentSince, head, cells, event, violation -> {});
    }
    return vectors;
  }

  private static Optional<FeatureVector> apply(
      FeatureSetPlan plan,
      long silentSince,
      EntityHead head,
      StateCells cells,
      RegionEvent event,
      Consumer<Violation> violations) {
    String entity = TypedEntity.key(event.getEntityType(), event.getEntity());
    String id = plan.definition().id();
    byte[] bytes = head.featureSets().get(id);
    long before = silentSince;
    if (outlived(plan, silentSince, event.getEventTime())) {
      if (bytes != null) {
        FeatureSetState.forget(id, cells);
        bytes = null;
      }
      head.featureSets().remove(id);
      EntityExpectations.forget(id, head);
      before = event.getEventTime();
    }
    List<Violation> violated = EntityExpectations.judge(plan.expectations(), head, event, before);
    if (EntityExpectations.isRejected(violated)) {
      violated.forEach(violations);
      return Optional.empty();
    }
    FeatureSetState state =
        bytes == null
            ? FeatureSetState.start(plan, cells, entity)
            : FeatureSetState.read(bytes, plan, cells, entity);
    FeatureVector vector = state.apply(event, head.highWaterMark());
    violated.addAll(plan.expectations().judge(vector));
    violated.forEach(violations);
    head.featureSets().put(id, state.write());
    return Optional.of(EntityExpectations.flag(vector, violated));
  }

  private static boolean outlived(FeatureSetPlan plan, long silentSince, long eventTime) {
    return (double) eventTime - silentSince > plan.ttlMillis();
  }

  private static void retire(
      List<FeatureSetPlan> plans, List<FeatureSetPlan> warm, EntityHead head, StateCells cells) {
    List<String> gone = new ArrayList<>(0);
    for (String entry : head.featureSets().keySet()) {
      String id = EntityHead.setOf(entry);
      if (!hold(plans, id) && !hold(warm, id)) {
        gone.add(entry);
      }
    }
    for (String entry : gone) {
      FeatureSetState.forget(EntityHead.setOf(entry), cells);
      head.featureSets().remove(entry);
    }
  }

  private static boolean hold(List<FeatureSetPlan> plans, String id) {
    return plans.stream().anyMatch(plan -> plan.definition().id().equals(id));
  }
}
