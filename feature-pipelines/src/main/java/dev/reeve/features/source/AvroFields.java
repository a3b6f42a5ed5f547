package dev.reeve.features.source;

import dev.reeve.expression.Nearest;
import dev.reeve.expression.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;

/**
 * The fields of records of one Avro schema. Paths become positions once: what runs for a record is
 * one array access for each record, and one look-up for each map, that the path goes through.
 */
final class AvroFields implements RecordFields {

  private static final int DEEPEST_VALUE = 8;
  private static final int MOST_VALUES = 1_000;
  private static final int MOST_VISITS = 100_000;
  private static final int MOST_SHOWN = 20;

  private final Schema schema;

  AvroFields(Schema schema) {
    this.schema = schema;
  }

  @Override
  public FieldAccess at(FieldPath path) {
    return access(schema, path, 0);
  }

  @Override
  public SortedMap<String, ValueType> values() {
    SortedMap<String, ValueType> values = new TreeMap<>();
    collect(schema, "", 0, values, new int[1]);
    return values;
  }

  private static FieldAccess access(Schema schema, FieldPath path, int depth) {
    if (schema.getType() == Schema.Type.UNION) {
      return union(schema, path, depth);
    }
    if (depth == path.names().size()) {
      return AvroValue.access(schema);
    }
    String name = path.names().get(depth);
    return switch (schema.getType()) {
      case RECORD -> field(schema, name, path, depth);
      case MAP -> entry(schema, name, path, depth);
      default ->
          FieldAccess.unknown(
              "'%s' is %s, which has no fields"
                  .formatted(
                      String.join(".", path.names().subList(0, depth)), AvroValue.words(schema)));
    };
  }

  private static FieldAccess field(Schema schema, String name, FieldPath path, int depth) {
    Field field = schema.getField(name);
    if (field == null) {
      List<String> names = schema.getFields().stream().map(Field::name).toList();
      return FieldAccess.unknown(
          "there is no field '%s' in %s%s; its fields are %s"
              .formatted(
                  name,
                  schema.getFullName(),
                  Nearest.of(name, names).map(n -> ", did you mean '" + n + "'?").orElse(""),
                  names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                      + (names.size() > MOST_SHOWN ? ", …" : "")));
    }
    int position = field.pos();
    return inside(
        access(field.schema(), path, depth + 1), record -> ((IndexedRecord) record).get(position));
  }

  private static FieldAccess entry(Schema schema, String name, FieldPath path, int depth) {
    // Avro reads the keys of a map as Utf8 unless the schema asks for another class.
    boolean asked = schema.getProp(GenericData.STRING_PROP) != null;
    Object key = asked ? name : new Utf8(name);
    return inside(
        access(schema.getValueType(), path, depth + 1), map -> ((Map<?, ?>) map).get(key));
  }

  private static FieldAccess inside(FieldAccess inner, FieldReader outer) {
    FieldReader reader = inner.reader();
    return reader == null
        ? inner
        : new FieldAccess(
            inner.types(),
            inner.found(),
            "",
            record -> {
              Object value = outer.of(record);
              return value == null ? null : reader.of(value);
            });
  }

  /** A branch that has no such field is as good as null; null is a value that is missing. */
  private static FieldAccess union(Schema union, FieldPath path, int depth) {
    List<FieldAccess> branches = new ArrayList<>();
    Set<FieldType> types = new TreeSet<>();
    FieldAccess only = null;
    for (Schema branch : union.getTypes()) {
      FieldAccess access =
          branch.getType() == Schema.Type.NULL ? null : access(branch, path, depth);
      branches.add(access);
      if (access != null) {
        types.addAll(access.types());
        only = only == null || only.isUnknown() ? access : only;
      }
    }
    if (only == null) {
      return FieldAccess.structure("null");
    }
    if (branches.stream().filter(access -> access != null).count() == 1 || types.isEmpty()) {
      return only;
    }
    return new FieldAccess(
        types,
        AvroValue.words(union),
        "",
        value -> {
          FieldAccess access = branches.get(GenericData.get().resolveUnion(union, value));
          if (access == null || access.isUnknown()) {
            return null;
          }
          if (access.reader() == null) {
            throw new UnfitValue("is " + access.found());
          }
          return access.reader().of(value);
        });
  }

  /** Names are looked at in the order of the schema until there are enough: schemas may nest. */
  private static void collect(
      Schema schema, String path, int depth, SortedMap<String, ValueType> values, int[] visits) {
    if (visits[0]++ >= MOST_VISITS || values.size() >= MOST_VALUES) {
      return;
    }
    if (schema.getType() == Schema.Type.RECORD && depth < DEEPEST_VALUE) {
      for (Field field : schema.getFields()) {
        String name = path.isEmpty() ? field.name() : path + "." + field.name();
        collect(field.schema(), name, depth + 1, values, visits);
      }
    } else if (schema.getType() == Schema.Type.UNION) {
      List<Schema> branches =
          schema.getTypes().stream().filter(b -> b.getType() != Schema.Type.NULL).toList();
      if (branches.size() == 1) {
        collect(branches.get(0), path, depth, values, visits);
      }
    } else {
      FieldAccess access = AvroValue.access(schema);
      access.types().forEach(type -> values.put(path, type.inExpressions()));
    }
  }
}
