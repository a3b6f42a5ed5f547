package dev.reeve.features.flink;

import dev.reeve.features.state.StateCells;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** Cells of the current key in Flink's map state. */
final class FlinkCells implements StateCells {

  private final MapState<String, byte[]> state;

  FlinkCells(MapState<String, byte[]> state) {
    this.state = state;
  }

  @Override
  public byte[] get(String key) {
    return attempt(() -> state.get(key));
  }

  @Override
  public void put(String key, byte[] bytes) {
    attempt(
        () -> {
          state.put(key, bytes);
          return null;
        });
  }

  @Override
  public void remove(String key) {
    attempt(
        () -> {
          state.remove(key);
          return null;
        });
  }

  @Override
  public void removeAll(String prefix) {
    attempt(
        () -> {
          List<String> outdated = new ArrayList<>();
          for (String key : state.keys()) {
            if (key.startsWith(prefix)) {
              outdated.add(key);
            }
          }
          for (String key : outdated) {
            state.remove(key);
          }
          return null;
        });
  }

  private interface Access<T> {
    T run() throws Exception;
  }

  /** A state backend that fails takes the task down; the job restores from its checkpoint. */
  private static <T> T attempt(Access<T> access) {
    try {
      return access.run();
    } catch (Exception e) {
      throw new IllegalStateException("the state backend failed: " + e.getMessage(), e);
    }
  }
}
