package dev.reeve.benchmarks.region;

import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A feature set as teams write them: twenty features over four windows of one measure. */
public final class HostLoad {

  /** Type of the entities. */
  public static final String ENTITY_TYPE = "host";

  /** The measure. */
  public static final String MEASURE = "cpu";

  private static final List<String> WINDOWS = List.of("1m", "10m", "1h", "1d");
  private static final List<String> AGGREGATES = List.of("count", "mean", "variance", "min", "max");

  private HostLoad() {}

  /** The feature set; panes are a sixtieth of their windows. */
  public static FeatureSetDefinition twentyFeatures() {
    List<FeatureDefinition> features = new ArrayList<>();
    for (String window : WINDOWS) {
      for (String aggregate : AGGREGATES) {
        features.add(
            new FeatureDefinition(
                aggregate + "_" + window,
                MEASURE,
                "",
                "",
                aggregate,
                "",
                new WindowDefinition(window, null, null, null),
                Map.of(),
                null,
                "",
                ""));
      }
    }
    return new FeatureSetDefinition(
        "host_load",
        1,
        ENTITY_TYPE,
        "load of a host",
        "benchmarks",
        Map.of(MEASURE, "percent"),
        Map.of(),
        "30d",
        null,
        null,
        null,
        List.of(),
        features);
  }
}
