package dev.reeve.features.source;

import dev.reeve.expression.ValueType;

/**
 * A field that an expression reads.
 *
 * @param path its name in the expression
 * @param type its type there
 * @param reader reads it
 */
record FieldVariable(String path, ValueType type, FieldReader reader) {

  /**
   * The field's value in a record, as the expression takes it; null when the record lacks it.
   *
   * @throws UnfitValue if it has another type, as it may in JSON
   */
  Object of(Object record) {
    Object value = reader.of(record);
    boolean fits =
        switch (type) {
          case INT -> value instanceof Long;
          case DOUBLE -> value instanceof Number;
          case BOOL -> value instanceof Boolean;
          case STRING -> value instanceof String;
        };
    if (value != null && !fits) {
      throw new UnfitValue(
          "reads %s, which is %s; allowed is a %s"
              .formatted(path, UnfitValue.shown(value), type.text()));
    }
    return value instanceof Long number && type == ValueType.DOUBLE
        ? (Object) number.doubleValue()
        : value;
  }
}
