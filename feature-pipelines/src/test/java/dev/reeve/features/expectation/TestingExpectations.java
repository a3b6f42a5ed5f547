package dev.reeve.features.expectation;

import dev.reeve.features.TestingSets;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Expectations of hosts with the measures cpu and requests and the attribute zone. */
public final class TestingExpectations {

  private TestingExpectations() {}

  public static FeatureSetDefinition set(ExpectationDefinition... expectations) {
    return set(null, expectations);
  }

  /** A set of the features {@code n} (events) and {@code mean} of cpu over a minute. */
  public static FeatureSetDefinition set(String silence, ExpectationDefinition... expectations) {
    FeatureDefinition count = TestingSets.feature("n", "count", WindowDefinition.EVER);
    FeatureDefinition mean = TestingSets.feature("mean", "mean", TestingSets.last("1m", "1s"));
    return new FeatureSetDefinition(
        "host_load",
        1,
        "host",
        "",
        "",
        Map.of("cpu", "percent", "requests", "1"),
        Map.of("zone", "where it stands"),
        "1h",
        null,
        null,
        silence,
        Arrays.asList(expectations),
        List.of(count, mean));
  }

  public static ExpectationDefinition range(
      String name, String measure, Double min, Double max, String reaction) {
    return new ExpectationDefinition(
        name, "", measure, "", "", min, max, null, null, null, null, null, reaction);
  }

  public static ExpectationDefinition ofFeature(
      String name, String feature, Double min, Double max, String reaction) {
    return new ExpectationDefinition(
        name, "", "", "", feature, min, max, null, null, null, null, null, reaction);
  }

  public static ExpectationDefinition zones(String reaction, String... zones) {
    return new ExpectationDefinition(
        "known_zone",
        "",
        "",
        "zone",
        "",
        null,
        null,
        Arrays.asList(zones),
        null,
        null,
        null,
        null,
        reaction);
  }

  public static ExpectationDefinition increasing(String reaction) {
    return new ExpectationDefinition(
        "requests_grow",
        "",
        "requests",
        "",
        "",
        null,
        null,
        null,
        true,
        null,
        null,
        null,
        reaction);
  }

  public static ExpectationDefinition mostMissing(
      double share, WindowDefinition window, String reaction) {
    return new ExpectationDefinition(
        "cpu_is_sent", "", "cpu", "", "", null, null, null, null, share, null, window, reaction);
  }

  public static ExpectationDefinition maxSilence(String span, String reaction) {
    return new ExpectationDefinition(
        "talks", "", "", "", "", null, null, null, null, null, span, null, reaction);
  }

  public static RegionEvent event(long time, Map<String, Double> measures, String zone) {
    return RegionEvent.newBuilder()
        .setEventId("e" + time)
        .setRegion("plant")
        .setEntityType("host")
        .setEntity("h1")
        .setEventTime(time)
        .setMeasures(measures)
        .setAttributes(zone == null ? Map.of() : Map.of("zone", zone))
        .setLabels(Map.of())
        .build();
  }
}
