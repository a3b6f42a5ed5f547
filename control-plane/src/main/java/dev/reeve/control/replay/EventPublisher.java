package dev.reeve.control.replay;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes the rows of all regions, one of each region in turn, keyed by typed entity. A malformed
 * row is published as its raw bytes, keyed by its file.
 */
final class EventPublisher {

  private final Addresses addresses;
  private final Contracts contracts;
  private final AtomicLong sum = new AtomicLong();

  EventPublisher(Addresses addresses, Contracts contracts) {
    this.addresses = addresses;
    this.contracts = contracts;
  }

  /** How many were handed to Kafka so far. */
  long published() {
    return sum.get();
  }

  /**
   * Publishes everything; returns when all of it is acknowledged.
   *
   * @return number of records by region
   */
  SortedMap<String, Long> publish(Map<String, List<CsvFile>> files) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    Map<String, RegionRows> rows = new TreeMap<>();
    try (TopicWriter writer = new TopicWriter(addresses.bootstrap())) {
      for (Map.Entry<String, List<CsvFile>> region : files.entrySet()) {
        rows.put(region.getKey(), new RegionRows(region.getValue()));
        counts.put(region.getKey(), 0L);
      }
      List<String> open = new ArrayList<>(rows.keySet());
      while (!open.isEmpty()) {
        open.removeIf(region -> !rows.get(region).hasNext());
        for (String region : open) {
          write(writer, addresses.topics(region).events(), rows.get(region).next());
          counts.merge(region, 1L, Long::sum);
          sum.incrementAndGet();
        }
      }
      writer.flush();
    } finally {
      for (RegionRows region : rows.values()) {
        region.close();
      }
    }
    return counts;
  }

  private void write(TopicWriter writer, String topic, ReplayRow row) {
    if (row.isMalformed()) {
      writer.write(topic, row.file().path().getBytes(StandardCharsets.UTF_8), row.raw());
      return;
    }
    RegionEvent event = row.event();
    String key = TypedEntity.key(event.getEntityType(), event.getEntity());
    writer.write(topic, key.getBytes(StandardCharsets.UTF_8), contracts.encode(event));
  }
}
