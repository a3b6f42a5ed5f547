package dev.reeve.jobs.backfill;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.pointintime.AgedVector;
import dev.reeve.features.pointintime.Fact;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericRecord;

/**
 * The rows of one feature set as lines of CSV without a header: what the row is for, then the
 * fields of the set's published record. A text stands in quotes, a value that is missing is empty,
 * numbers are written so that they read back to the same bits.
 */
public final class FeatureRows {

  /** When the row was known, in milliseconds; no feature can have the name. */
  public static final String KNOWN_AT = "#known_at";

  /** Reading time of the row, in milliseconds. */
  public static final String TIME = "#time";

  /** Columns of the position of the event that caused the row. */
  public static final List<String> POSITION = List.of("#topic", "#partition", "#offset");

  /** Columns before those of the record: name and SQL type. */
  private static final List<Column> HEAD =
      List.of(
          new Column(TIME, "BIGINT"),
          new Column(KNOWN_AT, "BIGINT"),
          new Column(POSITION.get(0), "VARCHAR"),
          new Column(POSITION.get(1), "INTEGER"),
          new Column(POSITION.get(2), "BIGINT"));

  private final FeatureSetDefinition set;
  private final FeatureRecords records;

  /**
   * A column of the lines.
   *
   * @param name name
   * @param type type in SQL: DOUBLE, BIGINT, INTEGER or VARCHAR
   */
  public record Column(String name, String type) {}

  public FeatureRows(FeatureSetDefinition set) {
    this.set = set;
    this.records = FeatureRecords.of(set, Aggregate::valueTypeOf);
  }

  /** The columns of a line, in their order. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(HEAD);
    records.schema().getFields().forEach(field -> columns.add(column(field)));
    return columns;
  }

  /** The columns of the set's record: those that a training set shows, in their order. */
  public List<Column> recordColumns() {
    return records.schema().getFields().stream().map(FeatureRows::column).toList();
  }

  /**
   * The row of an event.
   *
   * @param knownAt milliseconds since the epoch from which on the vector was known
   */
  public String ofEvent(FeatureBundle bundle, FeatureVector vector, long knownAt) {
    StringBuilder line = new StringBuilder(256);
    line.append(vector.getAsOf()).append(',').append(knownAt).append(',');
    text(line, bundle.getTopic());
    line.append(',').append(bundle.getPartition()).append(',').append(bundle.getOffset());
    fields(line, records.record(bundle, vector));
    return line.toString();
  }

  /**
   * The row of a reading.
   *
   * @param time reading time in milliseconds since the epoch
   * @param fact what was known then, null for nothing
   */
  public String ofReading(String region, String entity, long time, Fact fact) {
    StringBuilder line = new StringBuilder(256);
    line.append(time).append(',').append(fact == null ? "" : fact.knownAt()).append(",,,");
    FeatureVector vector =
        fact == null ? AgedVector.unknown(set) : AgedVector.at(time, fact.vector(), set);
    RegionEvent event =
        RegionEvent.newBuilder()
            .setRegion(region)
            .setEntityType(set.entityType())
            .setEntity(entity)
            .setEventId(fact == null ? "" : fact.eventId())
            .build();
    GenericRecord record =
        records.record(FeatureBundle.newBuilder().setEvent(event).build(), vector);
    if (fact == null) {
      record.put("as_of", null);
    }
    fields(line, record);
    return line.toString();
  }

  private static void fields(StringBuilder line, GenericRecord record) {
    for (Field field : record.getSchema().getFields()) {
      line.append(',');
      Object value = record.get(field.pos());
      if (value instanceof Collection<?> names) {
        text(line, String.join(";", names.stream().map(String::valueOf).toList()));
      } else if (value instanceof CharSequence text) {
        text(line, text);
      } else if (value != null) {
        line.append(value);
      }
    }
  }

  private static void text(StringBuilder line, CharSequence text) {
    line.append('"').append(text.toString().replace("\"", "\"\"")).append('"');
  }

  private static Column column(Field field) {
    Schema schema = field.schema();
    Schema.Type type =
        schema.getType() == Schema.Type.UNION
            ? schema.getTypes().get(1).getType()
            : schema.getType();
    return new Column(
        field.name(),
        switch (type) {
          case DOUBLE -> "DOUBLE";
          case LONG -> "BIGINT";
          default -> "VARCHAR";
        });
  }
}
