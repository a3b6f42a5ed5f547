package dev.reeve.control.demo.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts of three regions, each with a mix of its own: machines, services, gateways. */
public final class Fleet {

  private Fleet() {}

  /** All hosts by region; regions and hosts in a fixed order. */
  public static Map<String, List<Host>> hosts() {
    Map<String, List<Host>> fleet = new LinkedHashMap<>();
    fleet.put(
        "plant",
        join(
            row("plant", "press", 4, true, false, 0.7),
            row("plant", "mes", 4, false, true, 0.8),
            row("plant", "historian", 4, false, false, 0.6)));
    fleet.put(
        "cloud",
        join(
            row("cloud", "web", 10, false, true, 0.9),
            row("cloud", "cache", 4, false, true, 0.7),
            row("cloud", "db", 4, true, false, 0.8)));
    fleet.put(
        "edge",
        join(
            row("edge", "gateway", 4, true, false, 0.8),
            row("edge", "camera", 6, false, false, 0.6),
            row("edge", "kiosk", 4, false, false, 0.5)));
    return Collections.unmodifiableMap(fleet);
  }

  private static List<Host> row(
      String region, String role, int count, boolean critical, boolean scalable, double load) {
    List<Host> hosts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = String.format("%s-%02d", role, i);
      hosts.add(new Host(region, name, role, critical, scalable, load));
    }
    return hosts;
  }

  @SafeVarargs
  private static List<Host> join(List<Host>... rows) {
    List<Host> all = new ArrayList<>();
    for (List<Host> row : rows) {
      all.addAll(row);
    }
    return List.copyOf(all);
  }
}
