package dev.reeve.features;

import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.StateCells;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes one accepted event of an entity into all feature sets of its type. A set goes on under
 * every release that holds it; a set that a release leaves out is forgotten, since values with a
 * gap in them would look like values without one. After a silence longer than a set's ttl it starts
 * anew.
 */
public final class EntityFeatures {

  private EntityFeatures() {}

  /**
   * Changes the head and the cells, and computes the vectors as of the entity's time.
   *
   * @param plans feature sets of the entity's type, in the order of the vectors
   * @return one vector for each plan
   */
  public static List<FeatureVector> apply(
      List<FeatureSetPlan> plans, EntityHead head, StateCells cells, RegionEvent event) {
    String entity = TypedEntity.key(event.getEntityType(), event.getEntity());
    long silentSince = head.highWaterMark();
    head.advanceTo(event.getEventTime());
    retire(plans, head, cells);
    List<FeatureVector> vectors = new ArrayList<>(plans.size());
    for (FeatureSetPlan plan : plans) {
      String id = plan.definition().id();
      byte[] bytes = head.featureSets().get(id);
      if (bytes != null && outlived(plan, silentSince, event.getEventTime())) {
        FeatureSetState.forget(id, cells);
        bytes = null;
      }
      FeatureSetState state =
          bytes == null
              ? FeatureSetState.start(plan, cells, entity)
              : FeatureSetState.read(bytes, plan, cells, entity);
      vectors.add(state.apply(event, head.highWaterMark()));
      head.featureSets().put(id, state.write());
    }
    return vectors;
  }

  private static boolean outlived(FeatureSetPlan plan, long silentSince, long eventTime) {
    return (double) eventTime - silentSince > plan.ttlMillis();
  }

  private static void retire(List<FeatureSetPlan> plans, EntityHead head, StateCells cells) {
    if (plans.size() == head.featureSets().size()
        && plans.stream().allMatch(p -> head.featureSets().containsKey(p.definition().id()))) {
      return;
    }
    TreeSet<String> gone = new TreeSet<>(head.featureSets().keySet());
    gone.removeAll(plans.stream().map(p -> p.definition().id()).collect(Collectors.toSet()));
    for (String id : gone) {
      FeatureSetState.forget(id, cells);
      head.featureSets().remove(id);
    }
  }
}
