package dev.reeve.features.state;

/**
 * State of one entity that is kept apart from its small head, because most events do not touch it:
 * closed panes and the state of detectors. Bytes that were handed over or returned are never
 * changed afterwards.
 */
public interface StateCells {

  /** Bytes under the key, or null. */
  byte[] get(String key);

  void put(String key, byte[] bytes);

  /** Forgets the key; nothing happens if it is unknown. */
  void remove(String key);

  /** Forgets all keys that start so. Looks at every key of the entity: for rare moments. */
  void removeAll(String prefix);
}
