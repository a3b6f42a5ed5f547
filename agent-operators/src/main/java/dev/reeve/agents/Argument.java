package dev.reeve.agents;

import dev.reeve.schema.Parameter;
import java.util.Set;

/**
 * A typed argument of an action: 1 and "1" are different.
 *
 * @param kind string, int, double or bool
 * @param text the value as text: decimal digits, shortest round-trip text, true or false
 */
public record Argument(String kind, String text) {

  /** Allowed kinds. */
  public static final Set<String> KINDS = Set.of("string", "int", "double", "bool");

  public static Argument of(String value) {
    return new Argument("string", value);
  }

  public static Argument of(long value) {
    return new Argument("int", Long.toString(value));
  }

  public static Argument of(double value) {
    return new Argument("double", Double.toString(value));
  }

  public static Argument of(boolean value) {
    return new Argument("bool", Boolean.toString(value));
  }

  /**
   * An argument from the value of an expression.
   *
   * @throws IllegalArgumentException if it is no String, Long, Double or Boolean
   */
  public static Argument ofValue(Object value) {
    if (value instanceof String text) {
      return of(text);
    } else if (value instanceof Long number) {
      return of((long) number);
    } else if (value instanceof Double number) {
      return of((double) number);
    } else if (value instanceof Boolean bool) {
      return of((boolean) bool);
    }
    throw new IllegalArgumentException("no argument: " + value);
  }

  /** The argument with its name, as records carry it. */
  public Parameter named(String name) {
    return new Parameter(name, kind, text);
  }
}
