package dev.reeve.features.context;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Contexts over hosts, and seeded events for them. */
public final class TestingContexts {

  private TestingContexts() {}

  /** Counts, extremes and means of cpu over ten seconds, of the busy hosts over a minute. */
  public static ContextDefinition fleet(String groupBy) {
    return new ContextDefinition(
        "fleet",
        1,
        "host",
        "",
        "",
        groupBy,
        Map.of("cpu", "percent"),
        Map.of("rack", "where it stands"),
        List.of(
            feature("events", "", "", "count", "10s", "1s"),
            feature("busy", "cpu", "measure.cpu > 90.0", "count", "60s", "5s"),
            feature("cpu_max", "cpu", "", "max", "10s", "1s"),
            feature("cpu_mean", "cpu", "", "mean", "10s", "1s")));
  }

  public static FeatureDefinition feature(
      String name, String measure, String filter, String aggregate, String last, String pane) {
    return new FeatureDefinition(
        name,
        measure,
        "",
        filter,
        aggregate,
        "",
        new WindowDefinition(last, pane, null, null),
        Map.of(),
        null,
        "",
        "");
  }

  public static RegionEvent event(String id, String rack, long time, Double cpu) {
    return new RegionEvent(
        id,
        "plant",
        "host",
        "h" + id,
        time,
        cpu == null ? Map.of() : Map.of("cpu", cpu),
        rack == null ? Map.of() : Map.of("rack", rack),
        Map.of());
  }

  /** Events over three minutes, out of order by up to 20 s; nine of ten in rack r0. */
  public static List<RegionEvent> events(long seed, int number) {
    Random random = new Random(seed);
    List<RegionEvent> events = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      long time = 1_000_000L + 180_000L * i / number - random.nextInt(20_000);
      String rack = random.nextInt(10) > 0 ? "r0" : "r" + random.nextInt(4);
      Double cpu = random.nextInt(20) == 0 ? null : 100.0 * random.nextDouble();
      events.add(event("e" + i, random.nextInt(50) == 0 ? null : rack, time, cpu));
    }
    return events;
  }
}
