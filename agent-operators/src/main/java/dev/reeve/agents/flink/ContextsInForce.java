package dev.reeve.agents.flink;

import dev.reeve.agents.ContextLookup;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.release.ContextDefinition;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * The numbers about the region as this subtask knows them. They live in broadcast state: after a
 * restore agents find what they had, and need not wait for the next event of every group. Of two
 * updates of a group the one with the greater as-of time stays, of equal times the one that counts
 * more values, so that every subtask comes to the same whatever order they come in.
 */
final class ContextsInForce implements ContextLookup {

  private final ReadOnlyBroadcastState<String, ContextUpdate> state;

  ContextsInForce(ReadOnlyBroadcastState<String, ContextUpdate> state) {
    this.state = state;
  }

  @Override
  public ContextValue find(ContextDefinition context, String group, String feature) {
    ContextUpdate update;
    try {
      update = state.get(key(context.name(), context.version(), group));
    } catch (Exception e) {
      throw new IllegalStateException("broadcast state is held in memory", e);
    }
    if (update == null) {
      return null;
    }
    for (ContextValue value : update.getValues()) {
      if (value.getName().equals(feature)) {
        return value;
      }
    }
    return null;
  }

  /** Takes in an update. */
  static void take(ContextUpdate update, BroadcastState<String, ContextUpdate> state)
      throws Exception {
    String key = key(update.getContext(), update.getVersion(), update.getGroup());
    ContextUpdate known = state.get(key);
    if (known != null && isNewer(known, update)) {
      return;
    }
    if (update.getValues().isEmpty()) {
      state.remove(key);
    } else {
      state.put(key, update);
    }
  }

  private static boolean isNewer(ContextUpdate known, ContextUpdate update) {
    if (known.getAsOf() != update.getAsOf()) {
      return known.getAsOf() > update.getAsOf();
    }
    return !update.getValues().isEmpty() && count(known) > count(update);
  }

  private static long count(ContextUpdate update) {
    return update.getValues().stream().mapToLong(ContextValue::getCount).sum();
  }

  /** Names hold no '/'; groups may hold anything. */
  private static String key(String context, int version, String group) {
    return context + "@" + version + "/" + group;
  }
}
