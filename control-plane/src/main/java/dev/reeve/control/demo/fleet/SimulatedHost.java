package dev.reeve.control.demo.fleet;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One host that reports at a steady pace, and what may go wrong with a report on its way. */
final class SimulatedHost {

  /** Entity type of all hosts. */
  static final String TYPE = "host";

  /** Reports that come through undisturbed before anything may go wrong. */
  private static final int CLEAN_START = 5;

  private static final List<Fate> MALFORMED =
      List.of(
          Fate.UNDECODABLE,
          Fate.MISSING_FIELD,
          Fate.NOT_A_NUMBER,
          Fate.WRONG_REGION,
          Fate.UNKNOWN_ENTITY_TYPE,
          Fate.TOO_FAR_AHEAD);

  private final Host host;
  private final FleetOptions options;
  private final double phase;
  private final SplittableRandom random;
  private final byte[] key;
  private long reports;
  private long newest = Long.MIN_VALUE;

  SimulatedHost(Host host, FleetOptions options, double phase, SplittableRandom random) {
    this.host = host;
    this.options = options;
    this.phase = phase;
    this.random = random;
    this.key = TypedEntity.key(TYPE, host.name()).getBytes(StandardCharsets.UTF_8);
  }

  Host host() {
    return host;
  }

  /**
   * Takes a report at virtual time t and hands out what is sent because of it, now or later.
   *
   * @param incident the host's latest incident, null before the first
   */
  void report(long t, Incident incident, Consumer<Sending> out) {
    Map<String, Double> measures = HostBehaviour.measures(host, t, phase, incident, random);
    RegionEvent event = event(t, measures, incident);
    reports++;
    double chance = random.nextDouble();
    if (reports <= CLEAN_START || chance >= 0.06) {
      out.accept(sending(t, event, Fate.ACCEPTED));
    } else if (chance < 0.006) {
      out.accept(malformed(t, event, MALFORMED.get(random.nextInt(MALFORMED.size()))));
    } else if (chance < 0.008) {
      // Held up for longer than the lateness bound.
      long delay = options.lateness() + 2_000 + random.nextLong(4_000);
      out.accept(sending(t + delay, event, Fate.ACCEPTED));
    } else if (chance < 0.02) {
      out.accept(sending(t, event, Fate.ACCEPTED));
      out.accept(sending(t + random.nextLong(500), event, Fate.DUPLICATE));
    } else {
      // Overtaken by later reports, within the bound.
      long delay = random.nextLong(Math.max(1, options.lateness() / 3));
      out.accept(sending(t + delay, event, Fate.ACCEPTED));
    }
  }

  /** Judges a report by the rule of the lateness bound, at the moment that it is sent. */
  Fate judge(Sending sending) {
    if (sending.fate() != Fate.ACCEPTED) {
      return sending.fate();
    }
    if (newest != Long.MIN_VALUE && sending.eventTime() < newest - options.lateness()) {
      return Fate.LATE;
    }
    newest = Math.max(newest, sending.eventTime());
    return Fate.ACCEPTED;
  }

  private RegionEvent event(long t, Map<String, Double> measures, Incident incident) {
    // The announcement outlasts the test, as windows do.
    boolean maintenance =
        incident != null
            && incident.kind() == Incident.Kind.LOAD_TEST
            && t < incident.end() + IncidentSchedule.REST / 2;
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("role", host.role());
    attributes.put("tier", host.critical() ? "critical" : "standard");
    attributes.put("scalable", host.scalable() ? "yes" : "no");
    attributes.put("maintenance", maintenance ? "yes" : "no");
    return RegionEvent.newBuilder()
        .setEventId(host.name() + "-" + reports)
        .setRegion(host.region())
        .setEntityType(TYPE)
        .setEntity(host.name())
        .setEventTime(options.epoch() + t)
        .setMeasures(measures)
        .setAttributes(attributes)
        .setLabels(new TreeMap<>(Map.of("residency", host.region())))
        .build();
  }

  private Sending malformed(long t, RegionEvent event, Fate fate) {
    switch (fate) {
      case MISSING_FIELD -> event.setEventId("");
      case NOT_A_NUMBER -> event.getMeasures().put("cpu", Double.NaN);
      case WRONG_REGION -> event.setRegion("elsewhere");
      case UNKNOWN_ENTITY_TYPE -> event.setEntityType("toaster");
      case TOO_FAR_AHEAD -> event.setEventTime(event.getEventTime() + 86_400_000L);
      default -> {
        return new Sending(t, this, event.getEventTime(), undecodable(event), fate);
      }
    }
    return sending(t, event, fate);
  }

  private byte[] undecodable(RegionEvent event) {
    byte[] bytes = WireFormat.encode(options.schemaId(), event);
    return switch (random.nextInt(3)) {
      case 0 -> "cpu is fine, thanks".getBytes(StandardCharsets.UTF_8);
      case 1 -> Arrays.copyOf(bytes, bytes.length / 2);
      default -> ByteBuffer.wrap(bytes).putInt(1, 2_000_000_000).array();
    };
  }

  private Sending sending(long at, RegionEvent event, Fate fate) {
    byte[] bytes = WireFormat.encode(options.schemaId(), event);
    return new Sending(at, this, event.getEventTime(), bytes, fate);
  }

  /**
   * A report on its way.
   *
   * @param at when it is sent; milliseconds of virtual time
   * @param from the host
   * @param eventTime event time; milliseconds since the epoch
   * @param value the bytes
   * @param fate what has to become of it, unless it turns out to be late
   */
  record Sending(long at, SimulatedHost from, long eventTime, byte[] value, Fate fate) {

    Emission judged() {
      return new Emission(at, from.host.region(), from.key, value, from.judge(this));
    }
  }
}
