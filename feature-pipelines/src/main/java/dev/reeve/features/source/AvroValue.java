package dev.reeve.features.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/** How values of one Avro type, as its generic reader has them, are read. */
final class AvroValue {

  // What takes a decimal apart costs the square of its length.
  private static final int LONGEST_DECIMAL = 256;

  private AvroValue() {}

  /** How a value of the schema, which is no union, is read. */
  static FieldAccess access(Schema schema) {
    String words = words(schema);
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case INT -> FieldAccess.of(FieldType.INTEGER, words, value -> ((Number) value).longValue());
      case LONG -> whole(schema, words);
      case FLOAT, DOUBLE ->
          FieldAccess.of(FieldType.NUMBER, words, value -> ((Number) value).doubleValue());
      case BOOLEAN -> FieldAccess.of(FieldType.BOOLEAN, words, value -> value);
      case STRING, ENUM -> FieldAccess.of(FieldType.TEXT, words, Object::toString);
      case BYTES ->
          logical instanceof LogicalTypes.Decimal decimal
              ? FieldAccess.of(
                  FieldType.NUMBER, words, value -> number(bytes((ByteBuffer) value), decimal))
              : FieldAccess.structure(words);
      case FIXED ->
          logical instanceof LogicalTypes.Decimal decimal
              ? FieldAccess.of(
                  FieldType.NUMBER, words, value -> number(((GenericFixed) value).bytes(), decimal))
              : FieldAccess.structure(words);
      default -> FieldAccess.structure(words);
    };
  }

  /**
   * A date or a time of day is a number; a local timestamp is no time, since it has no zone. Told
   * by name: a logical type that this version of Avro does not know is a unit all the same.
   */
  private static FieldAccess whole(Schema schema, String words) {
    String logical = logicalName(schema);
    if (logical.startsWith("local-timestamp")) {
      return FieldAccess.structure(words + ", which has no zone");
    }
    FieldType type =
        switch (logical) {
          case "timestamp-millis" -> FieldType.TIMESTAMP_MILLIS;
          case "timestamp-micros" -> FieldType.TIMESTAMP_MICROS;
          case "timestamp-nanos" -> FieldType.TIMESTAMP_NANOS;
          default -> FieldType.INTEGER;
        };
    return FieldAccess.of(type, words, value -> value);
  }

  private static String logicalName(Schema schema) {
    String name = schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
    return name == null ? "" : name;
  }

  /** The type in the words of its schema. */
  static String words(Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().map(AvroValue::words).collect(Collectors.joining(" or "));
    }
    String type = schema.getType().getName();
    return logicalName(schema).isEmpty() ? type : logicalName(schema) + " (" + type + ")";
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A decimal of more digits than a double has is rounded to the nearest; see IEEE 754. */
  private static Double number(byte[] unscaled, LogicalTypes.Decimal decimal) {
    if (unscaled.length > LONGEST_DECIMAL) {
      throw new UnfitValue(
          "has %d bytes; allowed are decimals of up to %d"
              .formatted(unscaled.length, LONGEST_DECIMAL));
    }
    return unscaled.length == 0
        ? 0.0
        : new BigDecimal(new BigInteger(unscaled), decimal.getScale()).doubleValue();
  }
}
