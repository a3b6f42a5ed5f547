package dev.reeve.features.state;

import java.util.HashMap;
import java.util.Map;

/** Cells of one entity on the heap, for those who compute features without a state backend. */
public final class MemoryCells implements StateCells {

  private final Map<String, byte[]> cells = new HashMap<>();

  @Override
  public byte[] get(String key) {
    return cells.get(key);
  }

  @Override
  public void put(String key, byte[] bytes) {
    cells.put(key, bytes);
  }

  @Override
  public void remove(String key) {
    cells.remove(key);
  }

  @Override
  public void removeAll(String prefix) {
    cells.keySet().removeIf(key -> key.startsWith(prefix));
  }
}
