package dev.reeve.control.demo;

import dev.reeve.control.demo.fleet.Emission;
import dev.reeve.control.demo.fleet.Fate;
import dev.reeve.control.demo.fleet.FleetSimulator;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.TopicWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Sends what the simulator emits to the regions' topics and keeps count of what is due for it. */
final class EventStream {

  private final FleetSimulator simulator;
  private final TopicWriter writer;
  private final Addresses addresses;
  private final Map<String, Map<Fate, Long>> sent = new TreeMap<>();

  EventStream(FleetSimulator simulator, TopicWriter writer, Addresses addresses) {
    this.simulator = simulator;
    this.writer = writer;
    this.addresses = addresses;
  }

  /**
   * Sends everything until then.
   *
   * @param t virtual time in milliseconds
   */
  void sendUntil(long t) {
    for (Emission emission : simulator.until(t)) {
      writer.write(addresses.topics(emission.region()).events(), emission.key(), emission.value());
      sent.computeIfAbsent(emission.region(), r -> new EnumMap<>(Fate.class))
          .merge(emission.fate(), 1L, Long::sum);
    }
  }

  /** Records sent to a region. */
  long published(String region) {
    return sent.getOrDefault(region, Map.of()).values().stream().mapToLong(n -> n).sum();
  }

  /** Records sent to a region that have to meet this fate. */
  long due(String region, Fate fate) {
    return sent.getOrDefault(region, Map.of()).getOrDefault(fate, 0L);
  }

  FleetSimulator simulator() {
    return simulator;
  }
}
