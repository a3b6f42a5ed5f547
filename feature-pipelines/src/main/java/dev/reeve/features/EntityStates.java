package dev.reeve.features;

import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.StateCells;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states of an entity's feature sets, decoded. They may be kept from event to event; {@link
 * #write} encodes them into the head and the cells, which until then are out of date.
 */
public final class EntityStates {

  private static final byte[] NOT_YET_WRITTEN = {};

  private final EntityHead head;
  private final StateCells cells;
  private final String entity;
  private final Map<String, FeatureSetState> open = new TreeMap<>();

  /**
   * @param head head of the entity
   * @param cells its cells
   * @param entity typed entity
   */
  public EntityStates(EntityHead head, StateCells cells, String entity) {
    this.head = head;
    this.cells = cells;
    this.entity = entity;
  }

  public EntityHead head() {
    return head;
  }

  /** The state of a feature set: kept, read, or started anew. */
  FeatureSetState of(FeatureSetPlan plan) {
    String id = plan.definition().id();
    FeatureSetState state = open.get(id);
    if (state != null && state.plan() == plan) {
      return state;
    }
    if (state != null) {
      head.featureSets().put(id, state.write());
    }
    byte[] bytes = head.featureSets().get(id);
    state =
        bytes == null || bytes.length == 0
            ? FeatureSetState.start(plan, cells, entity)
            : FeatureSetState.read(bytes, plan, cells, entity);
    head.featureSets().putIfAbsent(id, NOT_YET_WRITTEN);
    open.put(id, state);
    return state;
  }

  /** Forgets the state of a feature set, {@code name@version}. */
  void forget(String id) {
    open.remove(id);
    if (head.featureSets().remove(id) != null) {
      FeatureSetState.forget(id, cells);
    }
  }

  /** Encodes the states into the head, and what is big into the cells. */
  public void write() {
    open.forEach((id, state) -> head.featureSets().put(id, state.write()));
  }

  /** Estimated bytes on the heap. */
  public long heapBytes() {
    long bytes = 500 + 2L * entity.length();
    for (byte[] written : head.featureSets().values()) {
      bytes += 100 + written.length;
    }
    for (FeatureSetState state : open.values()) {
      bytes += state.heapBytes();
    }
    return bytes;
  }
}
