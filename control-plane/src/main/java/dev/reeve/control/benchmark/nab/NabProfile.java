package dev.reeve.control.benchmark.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights by which one kind of user judges a detector: what a detected window earns, what a
 * missed window costs and what a false detection costs at most (points, all positive).
 *
 * @param name as in {@code config/profiles.json}: standard, reward_low_FP_rate, reward_low_FN_rate
 * @param truePositive points for a window that is detected at its very beginning
 * @param falseNegative points lost for a window without detection
 * @param falsePositive points lost for a detection far from every window
 */
public record NabProfile(
    String name, double truePositive, double falseNegative, double falsePositive) {

  /**
   * Reads all profiles of {@code config/profiles.json}, in file order.
   *
   * @throws IOException if the file is missing or not JSON
   * @throws IllegalArgumentException if a profile lacks a weight, naming file, profile and weight
   */
  public static List<NabProfile> read(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    List<NabProfile> profiles = new ArrayList<>();
    for (var entry : root.properties()) {
      JsonNode costs = entry.getValue().path("CostMatrix");
      String where = file + ": " + entry.getKey();
      profiles.add(
          new NabProfile(
              entry.getKey(),
              weight(costs, "tpWeight", where),
              weight(costs, "fnWeight", where),
              weight(costs, "fpWeight", where)));
    }
    return List.copyOf(profiles);
  }

  private static double weight(JsonNode costs, String name, String where) {
    JsonNode value = costs.path(name);
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw new IllegalArgumentException(
          where + ".CostMatrix." + name + " is " + value + "; it has to be a number, zero or more");
    }
    return value.doubleValue();
  }
}
