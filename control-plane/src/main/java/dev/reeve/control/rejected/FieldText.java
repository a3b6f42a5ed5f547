package dev.reeve.control.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Values of Avro's types from texts and from JSON; what does not fit is noted, and reading goes on.
 */
final class FieldText {

  private final List<String> problems;

  FieldText(List<String> problems) {
    this.problems = problems;
  }

  /**
   * Sets a field: {@code field}, {@code map.key} or {@code record.field}. An empty text removes the
   * key of a map.
   */
  void set(GenericRecord record, String path, String text) {
    set(record, path, path, text);
  }

  private void set(GenericRecord record, String rest, String path, String text) {
    int dot = rest.indexOf('.');
    String name = dot < 0 ? rest : rest.substring(0, dot);
    Field field = record.getSchema().getField(name);
    if (field == null) {
      problems.add("--set " + path + ": no such field; there are " + names(record.getSchema()));
      return;
    }
    Schema schema = present(field.schema());
    if (dot < 0) {
      Object value = scalar(schema, text, "--set " + path);
      if (value != null) {
        record.put(field.pos(), value);
      }
    } else if (schema.getType() == Schema.Type.MAP) {
      put(record, field, schema.getValueType(), rest.substring(dot + 1), path, text);
    } else if (schema.getType() == Schema.Type.RECORD
        && record.get(field.pos()) instanceof GenericRecord inner) {
      set(inner, rest.substring(dot + 1), path, text);
    } else {
      problems.add("--set " + path + ": " + name + " has no fields, it is " + schema.getType());
    }
  }

  private void put(
      GenericRecord record, Field field, Schema type, String key, String path, String text) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    if (record.get(field.pos()) instanceof Map<?, ?> before) {
      before.forEach((k, v) -> entries.put(k.toString(), v));
    }
    if (text.isEmpty()) {
      entries.remove(key);
    } else {
      entries.put(key, scalar(present(type), text, "--set " + path));
    }
    record.put(field.pos(), entries);
  }

  /** A record of a schema from JSON; fields that are left out take their defaults. */
  GenericRecord record(Schema schema, JsonNode json, String path) {
    GenericRecord record = new GenericData.Record(schema);
    if (!json.isObject()) {
      problems.add(path + ": allowed is an object with the fields " + names(schema));
      return record;
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (schema.getField(name) == null) {
                problems.add(path + name + ": no such field; there are " + names(schema));
              }
            });
    for (Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      if (value != null) {
        record.put(field.pos(), value(field.schema(), value, path + field.name()));
      } else if (field.hasDefaultValue()) {
        record.put(field.pos(), GenericData.get().getDefaultValue(field));
      } else {
        problems.add(path + field.name() + ": is missing and has no default");
      }
    }
    return record;
  }

  private Object value(Schema declared, JsonNode json, String path) {
    if (json.isNull() && declared.isNullable()) {
      return null;
    }
    Schema schema = present(declared);
    switch (schema.getType()) {
      case RECORD:
        return record(schema, json, path + ".");
      case MAP:
        Map<String, Object> map = new LinkedHashMap<>();
        json.fields()
            .forEachRemaining(
                entry ->
                    map.put(
                        entry.getKey(),
                        value(
                            schema.getValueType(), entry.getValue(), path + "." + entry.getKey())));
        return map;
      case ARRAY:
        List<Object> items = new ArrayList<>();
        json.forEach(item -> items.add(value(schema.getElementType(), item, path + "[]")));
        return items;
      default:
        boolean text = schema.getType() == Schema.Type.STRING;
        if (!json.isValueNode() || text != json.isTextual()) {
          problems.add(path + ": '" + json + "' is no " + schema.getType().getName());
          return null;
        }
        return scalar(schema, json.asText(), path);
    }
  }

  private Object scalar(Schema schema, String text, String path) {
    try {
      return switch (schema.getType()) {
        case STRING -> text;
        case DOUBLE -> Double.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case LONG -> Long.valueOf(text);
        case INT -> Integer.valueOf(text);
        case BOOLEAN -> bool(text);
        default -> throw new IllegalArgumentException("not a single value");
      };
    } catch (IllegalArgumentException e) {
      problems.add(path + ": '" + text + "' is no " + schema.getType().getName());
      return null;
    }
  }

  private static Boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return Boolean.valueOf(text);
  }

  /** What a field holds when it is there: the other branch of an optional one. */
  private static Schema present(Schema schema) {
    return schema.getType() != Schema.Type.UNION
        ? schema
        : schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElse(schema);
  }

  private static String names(Schema schema) {
    return schema.getFields().stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
