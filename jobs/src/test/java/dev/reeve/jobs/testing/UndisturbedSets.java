package dev.reeve.jobs.testing;

import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.MemoryCells;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * What a feature set would be for each event if it had been computed from some event of each entity
 * on without a break: no releases, no kills, one thread.
 */
public final class UndisturbedSets {

  private UndisturbedSets() {}

  /**
   * Computes the set.
   *
   * @param sent all records, in order
   * @param from ids of events, at the first of which an entity's state begins
   * @return published record by event id, of every accepted event since
   */
  public static Map<String, GenericRecord> of(
      FeatureSetDefinition set, List<SentEvent> sent, Set<String> from) {
    FeatureSetPlan plan = FeatureSetPlan.of(set);
    FeatureRecords records = FeatureRecords.of(set, Aggregate::valueTypeOf);
    Map<String, EntityHead> heads = new HashMap<>();
    Map<String, MemoryCells> cells = new HashMap<>();
    Map<String, GenericRecord> vectors = new LinkedHashMap<>();
    Set<String> begun = new HashSet<>();
    for (SentEvent each : sent) {
      if (!each.fate().equals(SentEvent.ACCEPTED)) {
        continue;
      }
      RegionEvent event = decode(each.value());
      EntityHead head =
          heads.computeIfAbsent(each.entity(), e -> new EntityHead(event.getEventTime()));
      MemoryCells own = cells.computeIfAbsent(each.entity(), e -> new MemoryCells());
      if (!begun.contains(each.entity()) && !from.contains(each.eventId())) {
        // The entity's time goes on before the set begins.
        EntityFeatures.apply(List.of(), head, own, event);
        continue;
      }
      begun.add(each.entity());
      FeatureVector vector = EntityFeatures.apply(List.of(plan), head, own, event).get(0);
      FeatureBundle bundle = FeatureBundle.newBuilder().setEvent(event).build();
      vectors.put(each.eventId(), records.record(bundle, vector));
    }
    return vectors;
  }

  private static RegionEvent decode(byte[] value) {
    try {
      return new SpecificDatumReader<>(RegionEvent.class)
          .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
