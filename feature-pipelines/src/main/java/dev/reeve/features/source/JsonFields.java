package dev.reeve.features.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.expression.ValueType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of JSON objects: any name may be there, with any type of value. */
final class JsonFields implements RecordFields {

  private static final Set<FieldType> ANY =
      Collections.unmodifiableSet(
          EnumSet.of(FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN, FieldType.TEXT));

  private final SortedMap<String, ValueType> declared = new TreeMap<>();

  /**
   * @param types type by path of the fields that expressions read; one that is no type is left out
   */
  JsonFields(Map<String, String> types) {
    types.forEach(
        (path, name) -> {
          for (ValueType type : ValueType.values()) {
            if (type.text().equals(name)) {
              FieldPath.parse(path).ifPresent(parsed -> declared.put(parsed.dotted(), type));
            }
          }
        });
  }

  @Override
  public FieldAccess at(FieldPath path) {
    return new FieldAccess(ANY, "JSON", "", record -> value((JsonNode) record, path));
  }

  @Override
  public SortedMap<String, ValueType> values() {
    return Collections.unmodifiableSortedMap(declared);
  }

  private static Object value(JsonNode record, FieldPath path) {
    JsonNode node = record;
    for (String name : path.names()) {
      if (!node.isObject()) {
        throw new UnfitValue("lies in a JSON " + words(node) + "; allowed is an object");
      }
      node = node.get(name);
      if (node == null || node.isNull()) {
        return null;
      }
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? (Object) node.longValue()
          : (Object) node.doubleValue();
    }
    throw new UnfitValue("is a JSON " + words(node) + "; allowed are single values");
  }

  private static String words(JsonNode node) {
    return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
