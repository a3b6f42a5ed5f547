package dev.reeve.control.demo;

import dev.reeve.control.demo.dashboard.DemoStatus;
import dev.reeve.control.demo.dashboard.Quantiles;
import dev.reeve.control.demo.dashboard.RegionStatus;
import dev.reeve.control.demo.fleet.Incident;
import dev.reeve.control.demo.truth.Judgement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together what the dashboard shows. */
final class LiveStatus {

  /** The rate is that of the last seconds. */
  private static final long RATE_MILLIS = 5_000;

  private final EventStream stream;
  private final Map<String, RegionLedger> ledgers;
  private final CheckpointWatch checkpoints;
  private final Feed feed;
  private final DemoStatus frame;
  private final long epoch;
  private final Map<String, Deque<Reading>> readings = new HashMap<>();

  /**
   * @param frame what stays the same during the run; phase, time, regions and feed are filled in
   * @param epoch event time of virtual time 0
   */
  LiveStatus(
      EventStream stream,
      Map<String, RegionLedger> ledgers,
      CheckpointWatch checkpoints,
      Feed feed,
      DemoStatus frame,
      long epoch) {
    this.stream = stream;
    this.ledgers = ledgers;
    this.checkpoints = checkpoints;
    this.feed = feed;
    this.frame = frame;
    this.epoch = epoch;
  }

  /**
   * The state at a moment.
   *
   * @param t virtual time in milliseconds
   */
  DemoStatus at(String phase, long t) {
    List<RegionStatus> regions = new ArrayList<>();
    ledgers.forEach((region, ledger) -> regions.add(region(region, ledger, t)));
    return new DemoStatus(
        phase,
        t / 1_000,
        frame.release(),
        frame.seed(),
        frame.rate(),
        frame.webUi(),
        frame.approvals(),
        regions,
        feed.lines());
  }

  /** A region's alarms, judged by the incidents that were. */
  Judgement judge(String region, long t) {
    List<Incident> truth =
        stream.simulator().incidents().stream().filter(i -> i.region().equals(region)).toList();
    return Judgement.of(ledgers.get(region).alarms(), truth, epoch, t, DemoOptions.GRACE);
  }

  private RegionStatus region(String region, RegionLedger ledger, long t) {
    long read = ledger.accounts().read();
    return new RegionStatus(
        region,
        stream.published(region),
        read,
        rate(region, t, read),
        ledger.accounts().accepted(),
        ledger.accounts().duplicates(),
        ledger.accounts().rejected(),
        ledger.accounts().features(),
        ledger.decisions(),
        ledger.actions(),
        ledger.waiting(),
        checkpoints.latest(region),
        Quantiles.of(ledger.decisionLatency()),
        Quantiles.of(ledger.committedLatency()),
        judge(region, t));
  }

  private double rate(String region, long t, long read) {
    Deque<Reading> past = readings.computeIfAbsent(region, r -> new ArrayDeque<>());
    past.addLast(new Reading(t, read));
    while (past.size() > 2 && past.getFirst().t() < t - RATE_MILLIS) {
      past.removeFirst();
    }
    Reading first = past.getFirst();
    return t == first.t() ? 0 : (read - first.read()) * 1_000.0 / (t - first.t());
  }

  private record Reading(long t, long read) {}
}
