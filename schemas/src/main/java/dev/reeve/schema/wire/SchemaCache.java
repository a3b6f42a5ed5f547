package dev.reeve.schema.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was made of the schemas of writers, by registry id; the ones used last are kept, at most
 * 1,000. A registered id never changes its schema. Not thread-safe.
 */
public final class SchemaCache<V> {

  private static final int MOST = 1_000;

  private final Map<Integer, V> byId =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
          return size() > MOST;
        }
      };

  /** What was put under the id; null when nothing was or it is long ago. */
  public V get(int id) {
    return byId.get(id);
  }

  public void put(int id, V value) {
    byId.put(id, value);
  }
}
