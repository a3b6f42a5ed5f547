package dev.reeve.jobs.testing;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A stream of hosts' loads that is a function of its seed: out of order within the lateness bound,
 * with duplicates, late events, NaN, foreign regions and bytes that are no events. Each says what
 * must become of it.
 */
public final class SeededEvents {

  private static final long START = 1_700_000_000_000L;
  private static final long LATENESS_MS = 60_000;
  private static final int HOSTS = 20;

  private final SplittableRandom random;
  private final String region;
  private final int schemaId;
  private final long[] newest = new long[HOSTS];

  /**
   * @param region region of the events
   * @param schemaId registry id of RegionEvent
   */
  public SeededEvents(long seed, String region, int schemaId) {
    this.random = new SplittableRandom(seed);
    this.region = region;
    this.schemaId = schemaId;
    Arrays.fill(newest, START);
  }

  /** The next records, about one in ten of them unusable. */
  public List<SentEvent> next(int count) {
    List<SentEvent> events = new ArrayList<>(count);
    while (events.size() < count) {
      SentEvent event = one(events.size());
      events.add(event);
      boolean again = event.fate().equals(SentEvent.ACCEPTED) && random.nextInt(25) == 0;
      if (again && events.size() < count) {
        events.add(
            new SentEvent(
                event.entity(), event.value(), event.eventId(), event.load(), SentEvent.DUPLICATE));
      }
    }
    return events;
  }

  /** A single event that is to be accepted. */
  public SentEvent of(String host, String id, long time, double load) {
    return event(Integer.parseInt(host.substring(1)), id, region, time, load, SentEvent.ACCEPTED);
  }

  private SentEvent one(int position) {
    int host = random.nextInt(HOSTS);
    String id = "e" + position + "-" + Long.toHexString(random.nextLong());
    // Nothing is late before the first event of its entity.
    int kind = newest[host] == START ? 4 : random.nextInt(60);
    return switch (kind) {
      case 0 ->
          new SentEvent(
              entity(host), "no event".getBytes(StandardCharsets.UTF_8), "", 0, "UNDECODABLE");
      case 1 -> event(host, id, region, newest[host], Double.NaN, "NOT_A_NUMBER");
      case 2 -> event(host, id, "elsewhere", newest[host], load(), "WRONG_REGION");
      case 3 ->
          event(host, id, region, newest[host] - LATENESS_MS - 1 - random.nextInt(999), 1, "LATE");
      default -> {
        boolean first = newest[host] == START;
        long time = newest[host] + (first ? 1 : random.nextInt(2_000) - 500);
        newest[host] = Math.max(newest[host], time);
        yield event(host, id, region, time, load(), SentEvent.ACCEPTED);
      }
    };
  }

  private double load() {
    return random.nextInt(1_000) / 1_000.0;
  }

  private SentEvent event(int host, String id, String region, long time, double load, String fate) {
    RegionEvent event =
        RegionEvent.newBuilder()
            .setEventId(id)
            .setRegion(region)
            .setEntityType("host")
            .setEntity(entity(host))
            .setEventTime(time)
            .setMeasures(Map.of("load", load))
            .setAttributes(Map.of())
            .setLabels(Map.of())
            .build();
    return new SentEvent(entity(host), WireFormat.encode(schemaId, event), id, load, fate);
  }

  private static String entity(int host) {
    return "h" + host;
  }
}
