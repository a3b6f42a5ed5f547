package dev.reeve.control.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Broken promises: how often each, and the first examples of each kind. */
public final class Violations {

  private static final int EXAMPLES = 5;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, List<String>> examples = new LinkedHashMap<>();

  /**
   * Notes one.
   *
   * @param promise P1, P2, P3 or P5
   * @param kind what is wrong, without ids
   * @param example where
   */
  void add(String promise, String kind, String example) {
    String key = promise + ": " + kind;
    counts.merge(key, 1L, Long::sum);
    List<String> list = examples.computeIfAbsent(key, any -> new ArrayList<>());
    if (list.size() < EXAMPLES) {
      list.add(example);
    }
  }

  /** Notes all that another noted. */
  void addAll(Violations others) {
    others.counts.forEach(
        (key, count) -> {
          counts.merge(key, count, Long::sum);
          examples.computeIfAbsent(key, any -> new ArrayList<>()).addAll(others.examples.get(key));
        });
  }

  /** Notes a P3 violation unless the two numbers are equal. */
  void equal(String what, long found, String other, long expected) {
    if (found != expected) {
      add("P3", what + " differ from " + other, found + " and " + expected);
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Whether the promise is broken anywhere. */
  public boolean breaks(String promise) {
    return counts.keySet().stream().anyMatch(key -> key.startsWith(promise + ":"));
  }

  /** One sentence for each kind, with examples. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            sentences.add(
                "%s, %d times, such as %s"
                    .formatted(key, count, String.join("; ", examples.get(key)))));
    return sentences;
  }
}
