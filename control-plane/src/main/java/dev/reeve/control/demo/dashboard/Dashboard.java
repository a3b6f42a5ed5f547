package dev.reeve.control.demo.dashboard;

import static dev.reeve.control.demo.dashboard.RegionStatus.total;

import dev.reeve.control.demo.truth.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Draws the state of a demo: one column for each region, one row for each number. Reasons of
 * rejection, actions by name and the latest events are shown where the screen is high enough.
 */
public final class Dashboard {

  private static final int LABEL = 24;
  private static final List<String> VERDICTS =
      List.of("allowed", "held", "safe_default", "denied", "cooling_down", "no_action");

  private final int width;
  private final int height;
  private final Ink ink;

  /**
   * @param width columns of the screen; lines are cut there
   * @param height lines of the screen; no more are drawn
   * @param ink colours
   */
  public Dashboard(int width, int height, Ink ink) {
    this.width = width;
    this.height = height;
    this.ink = ink;
  }

  /** The lines of the screen, top down. */
  public List<String> draw(DemoStatus status) {
    List<String> body = table(status, height >= 36);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            String.format(
                Locale.ROOT,
                "reeve demo · %s · %d:%02d · %s · seed %d · %,.0f events/s",
                status.phase(),
                status.elapsedSeconds() / 60,
                status.elapsedSeconds() % 60,
                status.release(),
                status.seed(),
                status.rate()),
            ink::bold));
    lines.add(
        line("web UI " + status.webUi() + " · k ends a TaskManager · Ctrl-C stops", ink::dim));
    lines.addAll(body);
    int room = height - lines.size() - 3;
    if (room > 0 && !status.feed().isEmpty()) {
      lines.add("");
      int from = Math.max(0, status.feed().size() - room);
      status.feed().subList(from, status.feed().size()).forEach(t -> lines.add(feed(t)));
    }
    if (lines.size() < height) {
      lines.add(line("answer yourself: " + status.approvals(), ink::dim));
    }
    return lines.subList(0, Math.min(height, lines.size()));
  }

  private List<String> table(DemoStatus status, boolean details) {
    List<RegionStatus> regions = status.regions();
    List<String> rows = new ArrayList<>();
    rows.add(row("", regions, RegionStatus::region, ink::bold));
    rows.add(row("events read", regions, r -> number(r.read()), plain()));
    rows.add(row("  per second", regions, r -> number(Math.round(r.perSecond())), plain()));
    rows.add(row("duplicates", regions, r -> number(r.duplicates()), plain()));
    rows.add(row("rejected", regions, r -> number(total(r.rejected())), plain()));
    if (details) {
      for (String reason : names(regions, RegionStatus::rejected)) {
        rows.add(row("  " + reason, regions, r -> count(r.rejected(), reason), ink::dim));
      }
    }
    rows.add(row("feature vectors", regions, r -> number(r.features()), plain()));
    rows.add(row("decisions", regions, r -> number(total(r.decisions())), plain()));
    for (String verdict : VERDICTS) {
      rows.add(row("  " + verdict, regions, r -> count(r.decisions(), verdict), colour(verdict)));
    }
    rows.add(row("actions", regions, r -> number(total(r.actions())), plain()));
    if (details) {
      for (String action : names(regions, RegionStatus::actions)) {
        rows.add(row("  " + action, regions, r -> count(r.actions(), action), ink::dim));
      }
    }
    rows.add(row("waiting for a person", regions, r -> number(r.waiting()), ink::yellow));
    rows.add(row("checkpoint", regions, r -> millis(r.checkpointMillis()), plain()));
    rows.add(row("decided p50/p99", regions, r -> quantiles(r.decision()), plain()));
    rows.add(row("committed p50/p99", regions, r -> quantiles(r.committed()), plain()));
    rows.add(row("precision", regions, r -> precision(r.judgement()), plain()));
    rows.add(row("recall", regions, r -> recall(r.judgement()), plain()));
    return rows;
  }

  private UnaryOperator<String> colour(String verdict) {
    return switch (verdict) {
      case "allowed" -> ink::green;
      case "held", "safe_default" -> ink::yellow;
      case "denied" -> ink::red;
      default -> ink::dim;
    };
  }

  private String feed(String text) {
    if (text.contains(" denied ")) {
      return line(text, ink::red);
    }
    return line(text, text.contains(" held ") ? ink::yellow : plain());
  }

  private String row(
      String label,
      List<RegionStatus> regions,
      Function<RegionStatus, String> value,
      UnaryOperator<String> paint) {
    int column = Math.min(24, Math.max(12, (width - LABEL) / Math.max(1, regions.size())));
    StringBuilder text = new StringBuilder(String.format("%-" + LABEL + "s", label));
    regions.forEach(r -> text.append(String.format("%" + column + "s", value.apply(r))));
    return line(text.toString(), paint);
  }

  private String line(String text, UnaryOperator<String> paint) {
    return paint.apply(text.length() > width ? text.substring(0, width - 1) + "…" : text);
  }

  private static UnaryOperator<String> plain() {
    return UnaryOperator.identity();
  }

  private static TreeSet<String> names(
      List<RegionStatus> regions, Function<RegionStatus, SortedMap<String, Long>> counts) {
    TreeSet<String> names = new TreeSet<>();
    regions.forEach(r -> names.addAll(counts.apply(r).keySet()));
    return names;
  }

  private static String count(SortedMap<String, Long> counts, String name) {
    return number(counts.getOrDefault(name, 0L));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String millis(long value) {
    return value < 0 ? "-" : number(value) + " ms";
  }

  private static String quantiles(Quantiles latency) {
    return latency.count() == 0
        ? "-"
        : number(latency.p50()) + " / " + number(latency.p99()) + " ms";
  }

  private static String precision(Judgement judgement) {
    return share(judgement.precision(), judgement.right(), judgement.alarms());
  }

  private static String recall(Judgement judgement) {
    return share(judgement.recall(), judgement.found(), judgement.incidents());
  }

  private static String share(double value, int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f (%d/%d)", value, part, whole);
  }
}
