package dev.reeve.features.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells over others that are never changed: what is written stays here, and goes with it. */
public final class OverlaidCells implements StateCells {

  private final StateCells below;
  private final Map<String, byte[]> written = new HashMap<>();
  private final List<String> hidden = new ArrayList<>();

  /**
   * @param below cells to read where nothing was written
   */
  public OverlaidCells(StateCells below) {
    this.below = below;
  }

  @Override
  public byte[] get(String key) {
    if (written.containsKey(key)) {
      return written.get(key);
    }
    return hidden.stream().anyMatch(key::startsWith) ? null : below.get(key);
  }

  @Override
  public void put(String key, byte[] bytes) {
    written.put(key, bytes);
  }

  @Override
  public void remove(String key) {
    written.put(key, null);
  }

  @Override
  public void removeAll(String prefix) {
    written.keySet().removeIf(key -> key.startsWith(prefix));
    hidden.add(prefix);
  }
}
