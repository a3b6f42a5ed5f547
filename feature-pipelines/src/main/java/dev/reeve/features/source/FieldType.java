package dev.reeve.features.source;

import dev.reeve.expression.ValueType;

/** The types of values that a field may have, of Avro and of JSON alike. */
enum FieldType {
  INTEGER("int or long", ValueType.INT),
  NUMBER("float, double or decimal", ValueType.DOUBLE),
  BOOLEAN("boolean", ValueType.BOOL),
  TEXT("string or enum", ValueType.STRING),
  TIMESTAMP_MILLIS("timestamp-millis", ValueType.INT),
  TIMESTAMP_MICROS("timestamp-micros", ValueType.INT),
  TIMESTAMP_NANOS("timestamp-nanos", ValueType.INT);

  private final String text;
  private final ValueType inExpressions;

  FieldType(String text, ValueType inExpressions) {
    this.text = text;
    this.inExpressions = inExpressions;
  }

  /** Name for messages. */
  String text() {
    return text;
  }

  /** Type of the variable that expressions read; a timestamp is a number of its unit. */
  ValueType inExpressions() {
    return inExpressions;
  }
}
