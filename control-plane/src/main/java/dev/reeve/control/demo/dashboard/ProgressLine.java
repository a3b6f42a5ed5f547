package dev.reeve.control.demo.dashboard;

import static dev.reeve.control.demo.dashboard.RegionStatus.total;

import java.util.List;
import java.util.Locale;

/** The state of a demo in one plain line for each region: for logs and pipes. */
public final class ProgressLine {

  private ProgressLine() {}

  /** One line for each region. */
  public static List<String> of(DemoStatus status) {
    return status.regions().stream().map(r -> line(status, r)).toList();
  }

  private static String line(DemoStatus status, RegionStatus r) {
    return String.format(
        Locale.ROOT,
        "%3d s %-9s %-5s  read %d (%.0f/s)  rejected %d  decisions %d  actions %d  held %d"
            + "  committed p50 %d ms",
        status.elapsedSeconds(),
        status.phase(),
        r.region(),
        r.read(),
        r.perSecond(),
        total(r.rejected()),
        total(r.decisions()),
        total(r.actions()),
        r.decisions().getOrDefault("held", 0L),
        r.committed().p50());
  }
}
