package dev.reeve.features.source;

import dev.reeve.expression.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Event times: values become milliseconds since the epoch, rounded down. */
enum TimeConversion implements Conversion {
  /** What the value tells: an Avro timestamp has its unit, texts are ISO 8601, numbers millis. */
  TOLD(
      "int, long, an Avro timestamp and ISO 8601 text",
      Set.of(
          FieldType.INTEGER,
          FieldType.TIMESTAMP_MILLIS,
          FieldType.TIMESTAMP_MICROS,
          FieldType.TIMESTAMP_NANOS,
          FieldType.TEXT),
      Set.of(ValueType.INT, ValueType.STRING)) {
    @Override
    public Object convert(Object value) {
      return (value instanceof String ? ISO : MILLIS).convert(value);
    }
  },
  MILLIS(
      "int, long and timestamp-millis",
      Set.of(FieldType.INTEGER, FieldType.TIMESTAMP_MILLIS),
      Set.of(ValueType.INT)) {
    @Override
    public Object convert(Object value) {
      return whole(value);
    }
  },
  MICROS(
      "int, long and timestamp-micros",
      Set.of(FieldType.INTEGER, FieldType.TIMESTAMP_MICROS),
      Set.of(ValueType.INT)) {
    @Override
    public Object convert(Object value) {
      return Math.floorDiv(whole(value), 1_000L);
    }
  },
  NANOS(
      "long and timestamp-nanos",
      Set.of(FieldType.INTEGER, FieldType.TIMESTAMP_NANOS),
      Set.of(ValueType.INT)) {
    @Override
    public Object convert(Object value) {
      return Math.floorDiv(whole(value), 1_000_000L);
    }
  },
  SECONDS(
      "int, long, float, double and decimal",
      Set.of(FieldType.INTEGER, FieldType.NUMBER),
      Set.of(ValueType.INT, ValueType.DOUBLE)) {
    @Override
    public Object convert(Object value) {
      if (value instanceof Double seconds && Double.isFinite(seconds)) {
        BigDecimal millis = BigDecimal.valueOf(seconds).movePointRight(3);
        // Beyond that there is no long, and no reason to write down 300 digits.
        if (Math.abs(seconds) < MOST_SECONDS) {
          return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        }
      } else if (value instanceof Long seconds
          && -MOST_SECONDS < seconds
          && seconds < MOST_SECONDS) {
        return seconds * 1_000L;
      }
      throw unfit(value, "a number of seconds since 1970");
    }
  },
  ISO("ISO 8601 text", Set.of(FieldType.TEXT), Set.of(ValueType.STRING)) {
    @Override
    public Object convert(Object value) {
      if (value instanceof String text) {
        try {
          return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
          throw unfit(value, "ISO 8601 text with an offset, such as 2026-03-01T12:00:00.5Z");
        }
      }
      throw unfit(value, "ISO 8601 text");
    }
  };

  private static final long MOST_SECONDS = 1_000_000_000_000_000L;

  private final String allowed;
  private final Set<FieldType> types;
  private final Set<ValueType> results;

  TimeConversion(String allowed, Set<FieldType> types, Set<ValueType> results) {
    this.allowed = allowed;
    this.types = types;
    this.results = results;
  }

  /** Names of the formats that a definition may give. */
  static List<String> formats() {
    return Arrays.stream(values())
        .filter(conversion -> conversion != TOLD)
        .map(conversion -> conversion.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The conversion of a format; of none, the one that the field's types tell. */
  static TimeConversion of(String format, Set<FieldType> types) {
    if (!format.isEmpty()) {
      return formats().contains(format) ? valueOf(format.toUpperCase(Locale.ROOT)) : TOLD;
    }
    if (types.contains(FieldType.TIMESTAMP_MICROS)) {
      return MICROS;
    }
    return types.contains(FieldType.TIMESTAMP_NANOS) ? NANOS : TOLD;
  }

  @Override
  public Set<FieldType> types() {
    return types;
  }

  @Override
  public Set<ValueType> results() {
    return results;
  }

  @Override
  public String allowed() {
    return allowed;
  }

  private static long whole(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw unfit(value, "a whole number");
  }

  private static UnfitValue unfit(Object value, String allowed) {
    return new UnfitValue("is " + UnfitValue.shown(value) + "; allowed is " + allowed);
  }
}
