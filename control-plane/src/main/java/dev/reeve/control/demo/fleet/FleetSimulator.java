package dev.reeve.control.demo.fleet;

import dev.reeve.control.demo.fleet.SimulatedHost.Sending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Hosts of three regions that report on a virtual clock. The caller moves the clock; how big its
 * steps are makes no difference to what comes out.
 */
public final class FleetSimulator {

  private final List<Timed> hosts = new ArrayList<>();
  private final List<IncidentSchedule> schedules = new ArrayList<>();
  private final PriorityQueue<Queued> onTheWay =
      new PriorityQueue<>(
          Comparator.comparingLong((Queued q) -> q.sending.at()).thenComparingLong(q -> q.order));
  private final PriorityQueue<Timed> nextReports =
      new PriorityQueue<>(
          Comparator.comparingDouble((Timed h) -> h.next).thenComparingInt(h -> h.index));
  private final double period;
  private long order;
  private long now;

  public FleetSimulator(FleetOptions options) {
    Map<String, List<Host>> fleet = Fleet.hosts();
    int count = fleet.values().stream().mapToInt(List::size).sum();
    this.period = 1_000.0 * count / options.rate();
    SplittableRandom random = new SplittableRandom(options.seed());
    double phase = 0;
    for (var region : fleet.entrySet()) {
      IncidentSchedule schedule =
          new IncidentSchedule(region.getKey(), region.getValue(), random.split());
      schedules.add(schedule);
      for (Host host : region.getValue()) {
        SimulatedHost simulated = new SimulatedHost(host, options, phase, random.split());
        Timed timed = new Timed(simulated, schedule, hosts.size());
        timed.next = period * hosts.size() / count;
        hosts.add(timed);
        nextReports.add(timed);
      }
      phase += 1.0 / 3;
    }
  }

  /**
   * Moves the clock and hands out what is sent until then, in order.
   *
   * @param t virtual time in milliseconds; not before the last call's
   */
  public List<Emission> until(long t) {
    if (t < now) {
      throw new IllegalArgumentException("virtual time runs backwards, from " + now + " to " + t);
    }
    now = t;
    while (nextReports.element().next <= t) {
      Timed timed = nextReports.remove();
      long at = (long) timed.next;
      timed.schedule.advance(at);
      timed.host.report(
          at,
          timed.schedule.latest(timed.host.host()).orElse(null),
          sending -> onTheWay.add(new Queued(sending, order++)));
      timed.next += period;
      nextReports.add(timed);
    }
    schedules.forEach(schedule -> schedule.advance(t));
    List<Emission> due = new ArrayList<>();
    while (!onTheWay.isEmpty() && onTheWay.element().sending.at() <= t) {
      due.add(onTheWay.remove().sending.judged());
    }
    return due;
  }

  /** Reports that were taken but are still held up on their way. */
  public int onTheWay() {
    return onTheWay.size();
  }

  /** The incidents that have started until now, by start. */
  public List<Incident> incidents() {
    return schedules.stream()
        .flatMap(schedule -> schedule.incidents().stream())
        .sorted(Comparator.comparingLong(Incident::start).thenComparing(Incident::region))
        .toList();
  }

  private record Queued(Sending sending, long order) {}

  /** A host and the virtual time, in milliseconds, of its next report. */
  private static final class Timed {
    private final SimulatedHost host;
    private final IncidentSchedule schedule;
    private final int index;
    private double next;

    private Timed(SimulatedHost host, IncidentSchedule schedule, int index) {
      this.host = host;
      this.schedule = schedule;
      this.index = index;
    }
  }
}
