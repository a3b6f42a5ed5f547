package dev.reeve.features;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Definitions and events for tests: hosts with the measures {@code cpu} and {@code requests}. */
public final class TestingSets {

  private TestingSets() {}

  public static FeatureSetDefinition set(FeatureDefinition... features) {
    return set("host_load", 1, "30d", features);
  }

  public static FeatureSetDefinition set(
      String name, int version, String ttl, FeatureDefinition... features) {
    return new FeatureSetDefinition(
        name,
        version,
        "host",
        "load of a host",
        "operations",
        Map.of("cpu", "percent", "requests", "1"),
        Map.of(),
        ttl,
        null,
        null,
        null,
        List.of(),
        Arrays.asList(features));
  }

  public static FeatureDefinition feature(String name, String aggregate, WindowDefinition window) {
    return feature(name, "cpu", aggregate, window, Map.of());
  }

  public static FeatureDefinition feature(
      String name,
      String measure,
      String aggregate,
      WindowDefinition window,
      Map<String, Double> parameters) {
    return new FeatureDefinition(
        name, measure, "", "", aggregate, "", window, parameters, null, "", "");
  }

  public static WindowDefinition last(String length, String pane) {
    return new WindowDefinition(length, pane, null, null);
  }

  public static WindowDefinition count(int count, int step) {
    return new WindowDefinition(null, null, count, step);
  }

  /** An event with a cpu measure, or without one for null. */
  public static RegionEvent event(String id, long time, Double cpu) {
    return RegionEvent.newBuilder()
        .setEventId(id)
        .setRegion("plant")
        .setEntityType("host")
        .setEntity("h1")
        .setEventTime(time)
        .setMeasures(cpu == null ? Map.of() : Map.of("cpu", cpu))
        .setAttributes(Map.of())
        .setLabels(Map.of())
        .build();
  }

  public static List<WindowDefinition> windows() {
    return List.of(
        last("1m", null),
        last("10s", "2s"),
        last("2h", "10s"),
        last("5s", "5s"),
        count(1, 1),
        count(7, 1),
        count(20, 5),
        count(300, 1),
        count(640, 2),
        WindowDefinition.EVER);
  }
}
