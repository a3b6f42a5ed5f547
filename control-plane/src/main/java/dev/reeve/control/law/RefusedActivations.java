package dev.reeve.control.law;

import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.ReleaseInForce;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Activations that a subtask of a region refused and did not run since: what was missing then, such
 * as a topic, may be there after a restart, and the last answer of a subtask counts.
 */
final class RefusedActivations {

  private static final String RUNNING = "running";

  private final Map<String, Map<String, String>> statuses = new HashMap<>();

  /**
   * @param answers in the order in which they were given
   */
  RefusedActivations(Collection<Acknowledgement> answers) {
    for (Acknowledgement answer : answers) {
      statuses
          .computeIfAbsent(
              key(answer.getRegion(), answer.getGeneration(), answer.getRelease()),
              k -> new HashMap<>())
          .put(answer.getOperator() + "/" + answer.getSubtask(), answer.getStatus());
    }
  }

  boolean contains(String region, ReleaseInForce release) {
    return statuses
        .getOrDefault(key(region, release.generation(), release.release()), Map.of())
        .values()
        .stream()
        .anyMatch(status -> !status.equals(RUNNING));
  }

  private static String key(String region, long generation, String release) {
    return region + "/" + generation + "/" + release;
  }
}
