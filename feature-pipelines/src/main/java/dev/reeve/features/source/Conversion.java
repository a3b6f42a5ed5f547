package dev.reeve.features.source;

import dev.reeve.expression.ValueType;
import dev.reeve.features.event.Reason;
import java.util.Set;

/** What the values of a field become in an event. */
interface Conversion {

  /** Most characters of a text in an event. */
  int LONGEST_TEXT = 4_096;

  /** Types of fields that it takes. */
  Set<FieldType> types();

  /** Types of expressions that it takes. */
  Set<ValueType> results();

  /** What it takes, for messages. */
  String allowed();

  /**
   * Converts a value.
   *
   * @param value a Long, Double, Boolean or String
   * @throws UnfitValue if it cannot become that
   */
  Object convert(Object value);

  /** Numbers; true is 1 and false is 0. */
  Conversion MEASURE =
      new Conversion() {
        @Override
        public Set<FieldType> types() {
          return Set.of(FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN);
        }

        @Override
        public Set<ValueType> results() {
          return Set.of(ValueType.INT, ValueType.DOUBLE, ValueType.BOOL);
        }

        @Override
        public String allowed() {
          return "int, long, float, double, decimal and boolean";
        }

        @Override
        public Object convert(Object value) {
          if (value instanceof Number number) {
            double measure = number.doubleValue();
            if (!Double.isFinite(measure)) {
              throw new UnfitValue(
                  Reason.NOT_A_NUMBER, "is " + measure + "; allowed are finite numbers");
            }
            return measure;
          }
          if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
          }
          throw new UnfitValue("is " + UnfitValue.shown(value) + "; allowed are numbers");
        }
      };

  /** Texts; numbers and booleans as they are written. */
  Conversion TEXT =
      new Conversion() {
        @Override
        public Set<FieldType> types() {
          return Set.of(FieldType.TEXT, FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN);
        }

        @Override
        public Set<ValueType> results() {
          return Set.of(ValueType.values());
        }

        @Override
        public String allowed() {
          return "string, enum, int, long, float, double, decimal and boolean";
        }

        @Override
        public Object convert(Object value) {
          String text = value.toString();
          if (text.length() > LONGEST_TEXT) {
            throw new UnfitValue(
                "has %d characters; allowed are %d".formatted(text.length(), LONGEST_TEXT));
          }
          return text;
        }
      };
}
