package dev.reeve.schema.release;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values that definitions take where a release leaves a key out. */
final class Absent {

  private Absent() {}

  static <T> List<T> asEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Ordered by key, so that nothing downstream depends on the order of a hash map. */
  static <V> Map<String, V> asEmpty(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  static String asEmpty(String text) {
    return text == null ? "" : text;
  }
}
