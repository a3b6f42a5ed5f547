package dev.reeve.control.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * A published vector as any reader sees it.
 *
 * @param entity typed entity
 * @param eventId event that caused it
 * @param asOf event-time milliseconds that it holds for
 * @param features values by name, in the order of the record
 */
record PublishedVector(String entity, String eventId, long asOf, Map<String, Value> features) {

  private static final String STATUS = "_status";

  /**
   * A feature.
   *
   * @param value a number, a text, or null when missing
   * @param status FRESH, STALE, INCOMPLETE or MISSING
   */
  record Value(Object value, String status) {

    boolean isFresh() {
      return status.equals("FRESH");
    }
  }

  /** Reads a record of a feature topic; a field with a status beside it is a feature. */
  static PublishedVector of(GenericRecord record) {
    Map<String, Value> features = new LinkedHashMap<>();
    List<Schema.Field> fields = record.getSchema().getFields();
    for (Schema.Field field : fields) {
      if (record.getSchema().getField(field.name() + STATUS) != null) {
        Object value = record.get(field.name());
        features.put(
            field.name(),
            new Value(
                value instanceof CharSequence ? value.toString() : value,
                record.get(field.name() + STATUS).toString().intern()));
      }
    }
    return new PublishedVector(
        record.get("entity_type") + "/" + record.get("entity"),
        record.get("event_id").toString(),
        (Long) record.get("as_of"),
        features);
  }
}
