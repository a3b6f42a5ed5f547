package dev.reeve.features;

import dev.reeve.features.state.StateCells;
import java.util.Map;
import java.util.TreeMap;

/** Cells in memory. */
public final class TestingCells implements StateCells {

  public final Map<String, byte[]> bytes = new TreeMap<>();

  @Override
  public byte[] get(String key) {
    return bytes.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    bytes.put(key, value);
  }

  @Override
  public void remove(String key) {
    bytes.remove(key);
  }

  @Override
  public void removeAll(String prefix) {
    bytes.keySet().removeIf(key -> key.startsWith(prefix));
  }
}
