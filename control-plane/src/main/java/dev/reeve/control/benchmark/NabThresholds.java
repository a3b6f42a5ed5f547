package dev.reeve.control.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The thresholds that the benchmark publishes for its detectors, one for each profile. */
final class NabThresholds {

  private final JsonNode thresholds;

  private NabThresholds(JsonNode thresholds) {
    this.thresholds = thresholds;
  }

  /** Reads {@code config/thresholds.json} of the benchmark's folder. */
  static NabThresholds read(Path folder) throws IOException {
    return new NabThresholds(
        new ObjectMapper().readTree(folder.resolve("config/thresholds.json").toFile()));
  }

  /** The published threshold; empty where the detector is not the benchmark's own. */
  OptionalDouble of(String detector, String profile) {
    JsonNode threshold = thresholds.path(detector).path(profile).path("threshold");
    return threshold.isNumber()
        ? OptionalDouble.of(threshold.doubleValue())
        : OptionalDouble.empty();
  }
}
