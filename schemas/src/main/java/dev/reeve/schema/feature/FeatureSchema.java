package dev.reeve.schema.feature;

import static dev.reeve.schema.feature.FeatureRecords.AGE;
import static dev.reeve.schema.feature.FeatureRecords.STATUS;

import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;

/** The Avro schema of a feature set version; every field has a default and says what it means. */
final class FeatureSchema {

  private static final String VIOLATIONS = "violations";

  /** The fields before those of the features: name, and what it means. */
  static final List<List<String>> HEAD =
      List.of(
          List.of("region", "Region that the record belongs to."),
          List.of("entity_type", "Kind of the entity."),
          List.of("entity", "The entity's id, unique within its type and region."),
          List.of("as_of", "Event-time milliseconds that the values hold for."),
          List.of("event_id", "Id of the event that caused it, or of another cause."));

  private FeatureSchema() {}

  static Schema of(FeatureSetDefinition set, List<FeatureType> types) {
    List<Field> fields = new ArrayList<>();
    for (List<String> head : HEAD) {
      boolean time = head.get(0).equals("as_of");
      fields.add(
          time
              ? new Field(head.get(0), Schema.create(Type.LONG), head.get(1), 0L)
              : new Field(head.get(0), text(), head.get(1), ""));
    }
    for (int i = 0; i < types.size(); i++) {
      FeatureDefinition feature = set.features().get(i);
      String name = feature.name();
      fields.add(
          new Field(name, optional(types.get(i)), meaning(feature), Field.NULL_DEFAULT_VALUE));
      fields.add(
          new Field(
              name + STATUS,
              text(),
              "FRESH, STALE, INCOMPLETE (warming up) or MISSING (null).",
              "MISSING"));
      fields.add(
          new Field(
              name + AGE,
              Schema.create(Type.LONG),
              "Milliseconds from the last value that went into it to as_of; -1 where none did.",
              -1L));
    }
    fields.add(
        new Field(
            VIOLATIONS,
            Schema.createArray(text()),
            "Expectations that the event violates and that are declared to flag, by name.",
            List.of()));
    String about = joined(". ", set.description(), owner(set.owner()));
    Schema schema =
        Schema.createRecord(
            set.name() + "_v" + set.version(), about, FeatureRecords.NAMESPACE, false);
    schema.setFields(fields);
    return schema;
  }

  static List<String> collisions(FeatureSetDefinition set) {
    Set<String> taken = new HashSet<>();
    HEAD.forEach(head -> taken.add(head.get(0)));
    taken.add(VIOLATIONS);
    for (FeatureDefinition feature : set.features()) {
      taken.add(feature.name() + STATUS);
      taken.add(feature.name() + AGE);
    }
    return set.features().stream().map(FeatureDefinition::name).filter(taken::contains).toList();
  }

  /** A string as Java reads it, so that generic readers get no other kind of text. */
  private static Schema text() {
    Schema text = Schema.create(Type.STRING);
    text.addProp("avro.java.string", "String");
    return text;
  }

  private static Schema optional(FeatureType type) {
    Schema value =
        switch (type) {
          case DOUBLE -> Schema.create(Type.DOUBLE);
          case LONG -> Schema.create(Type.LONG);
          case TEXT -> text();
        };
    return Schema.createUnion(Schema.create(Type.NULL), value);
  }

  private static String meaning(FeatureDefinition feature) {
    String unit = feature.unit().isEmpty() ? "" : "Unit: " + feature.unit();
    return joined(". ", feature.description(), unit, definition(feature));
  }

  private static String definition(FeatureDefinition feature) {
    if (feature.aggregate().isEmpty()) {
      return "Derived: " + feature.expression();
    }
    String of = feature.measure().isEmpty() ? feature.attribute() : feature.measure();
    return joined(
        " ",
        "Computed: " + feature.aggregate(),
        "of " + (of.isEmpty() ? "events" : of),
        window(feature.window()),
        feature.filter().isEmpty() ? "" : "where " + feature.filter());
  }

  private static String window(WindowDefinition window) {
    if (window.last() != null) {
      return "over the last " + window.last();
    }
    return window.count() != null ? "over the last " + window.count() + " values" : "since ever";
  }

  private static String owner(String owner) {
    return owner.isEmpty() ? "" : "Owner: " + owner;
  }

  private static String joined(String delimiter, String... parts) {
    StringJoiner joined = new StringJoiner(delimiter);
    for (String part : parts) {
      String end =
          delimiter.startsWith(".") && part.endsWith(".")
              ? part.substring(0, part.length() - 1)
              : part;
      if (!end.isEmpty()) {
        joined.add(end);
      }
    }
    return joined.toString();
  }
}
