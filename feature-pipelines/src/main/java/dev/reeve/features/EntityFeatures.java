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
 * every release that holds it; a set that a release leaves out is forgotten, since values with a
 * gap in them would look like values without one. After a silence longer than a set's ttl it starts
 * anew.
 */
public final class EntityFeatures {

  private EntityFeatures() {}

  /** As the other, for those who want the vectors alone. */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans, EntityHead head, StateCells cells, RegionEvent event) {
    return apply(plans, head, cells, event, violation -> {});
  }

  /**
   * Changes the head and the cells, and computes the vectors as of the entity's time.
   *
   * @param plans feature sets of the entity's type, in the order of the vectors
   * @param violations is told of each expectation that the event violates, set by set
   * @return one vector for each plan that does not reject the event
   */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans,
      EntityHead head,
      StateCells cells,
      RegionEvent event,
      Consumer<Violation> violations) {
    String entity = TypedEntity.key(event.getEntityType(), event.getEntity());
    long silentSince = head.highWaterMark();
    head.advanceTo(event.getEventTime());
    retire(plans, head, cells);
    List<FeatureVector> vectors = new ArrayList<>(plans.size());
    for (FeatureSetPlan plan : plans) {
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
        continue;
      }
      FeatureSetState state =
          bytes == null
              ? FeatureSetState.start(plan, cells, entity)
              : FeatureSetState.read(bytes, plan, cells, entity);
      FeatureVector vector = state.apply(event, head.highWaterMark());
      violated.addAll(plan.expectations().judge(vector));
      violated.forEach(violations);
      vectors.add(EntityExpectations.flag(vector, violated));
      head.featureSets().put(id, state.write());
    }
    return vectors;
  }

  private static boolean outlived(FeatureSetPlan plan, long silentSince, long eventTime) {
    return (double) eventTime - silentSince > plan.ttlMillis();
  }

  private static void retire(List<FeatureSetPlan> plans, EntityHead head, StateCells cells) {
    List<String> gone = new ArrayList<>(0);
    for (String entry : head.featureSets().keySet()) {
      String id = EntityHead.setOf(entry);
      if (plans.stream().noneMatch(plan -> plan.definition().id().equals(id))) {
        gone.add(entry);
      }
    }
    for (String entry : gone) {
      FeatureSetState.forget(EntityHead.setOf(entry), cells);
      head.featureSets().remove(entry);
    }
  }
}
