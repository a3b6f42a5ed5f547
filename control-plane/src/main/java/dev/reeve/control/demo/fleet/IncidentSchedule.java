package dev.reeve.control.demo.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The incidents of one region, one after the other, without end. They come in rounds; each round
 * brings every kind once, so that a short run sees all of them. A host rests between two incidents,
 * so that an action never fits two.
 */
final class IncidentSchedule {

  /** Virtual milliseconds before the first incident: windows fill up first. */
  static final long FIRST_START = 5_000;

  /** Virtual milliseconds that a host has to itself after an incident. */
  static final long REST = 15_000;

  private final String region;
  private final List<Host> hosts;
  private final SplittableRandom random;
  private final List<Incident> incidents = new ArrayList<>();
  private final Map<String, Incident> latest = new HashMap<>();
  private final List<Slot> round = new ArrayList<>(List.of(Slot.values()));
  private int position;
  private boolean firstRound = true;
  private long nextStart;

  IncidentSchedule(String region, List<Host> hosts, SplittableRandom random) {
    this.region = region;
    this.hosts = hosts;
    this.random = random;
    this.nextStart = FIRST_START + random.nextLong(1_000);
  }

  /** Lets everything begin that starts at or before the given virtual time. */
  void advance(long t) {
    while (nextStart <= t) {
      begin(round.get(position), nextStart);
      nextStart += 2_000 + random.nextLong(1_500);
      if (++position == round.size()) {
        position = 0;
        firstRound = false;
        shuffle();
      }
    }
  }

  /** All incidents that have begun, in order of their start. */
  List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  /** The incident that began last at a host, if any has. */
  Optional<Incident> latest(Host host) {
    return Optional.ofNullable(latest.get(host.name()));
  }

  private void begin(Slot slot, long start) {
    List<Host> free = new ArrayList<>();
    for (Host host : hosts) {
      Incident last = latest.get(host.name());
      if (slot.fits.test(host) && (last == null || last.end() + REST <= start)) {
        free.add(host);
      }
    }
    if (free.isEmpty()) {
      return;
    }
    Host host = free.get(random.nextInt(free.size()));
    long length = 6_000 + random.nextLong(3_000);
    // The first round is severe and by the book, so that a short run shows what there is.
    double severity = firstRound ? 1.0 : 0.6 + 0.4 * random.nextDouble();
    boolean surprise = !firstRound && random.nextInt(4) == 0;
    Incident incident =
        new Incident(
            region,
            host.name(),
            surprise && slot == Slot.LOAD_TEST ? Incident.Kind.UNANNOUNCED_TEST : slot.kind,
            slot.rightAction(host),
            start,
            start + length,
            severity);
    incidents.add(incident);
    latest.put(host.name(), incident);
  }

  private void shuffle() {
    for (int i = round.size() - 1; i > 0; i--) {
      Slot picked = round.set(random.nextInt(i + 1), round.get(i));
      round.set(i, picked);
    }
  }

  /** What one round consists of. */
  private enum Slot {
    LEAK_OF_CRITICAL(Incident.Kind.LEAK, Host::critical),
    FAULT(Incident.Kind.FAULT, host -> true),
    SURGE(Incident.Kind.SURGE, host -> !host.critical()),
    LEAK(Incident.Kind.LEAK, host -> !host.critical()),
    LOAD_TEST(Incident.Kind.LOAD_TEST, host -> true);

    private final Incident.Kind kind;
    private final Predicate<Host> fits;

    Slot(Incident.Kind kind, Predicate<Host> fits) {
      this.kind = kind;
      this.fits = fits;
    }

    private String rightAction(Host host) {
      return switch (kind) {
        case SURGE -> host.scalable() ? "scale_out" : "open_incident";
        case LEAK -> "restart";
        case FAULT -> "open_incident";
        case LOAD_TEST, UNANNOUNCED_TEST -> "";
      };
    }
  }
}
