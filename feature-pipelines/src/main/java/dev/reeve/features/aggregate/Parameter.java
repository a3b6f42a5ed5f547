package dev.reeve.features.aggregate;

import java.math.BigDecimal;

/**
 * A number that an aggregate takes.
 *
 * @param name name in definitions
 * @param meaning what it means, with its unit
 * @param standard value where a definition gives none; null if it must be given
 * @param least least value
 * @param greatest greatest value
 * @param whole whether it is a whole number
 */
public record Parameter(
    String name, String meaning, Double standard, double least, double greatest, boolean whole) {

  /** A parameter that need not be a whole number. */
  public Parameter(String name, String meaning, Double standard, double least, double greatest) {
    this(name, meaning, standard, least, greatest, false);
  }

  /** Whether the value is allowed. */
  public boolean allows(double value) {
    return value >= least && value <= greatest && (!whole || value == Math.rint(value));
  }

  /** What is allowed, in words. */
  public String allowed() {
    return meaning
        + (whole ? ", a whole number from " : ", from ")
        + text(least)
        + " to "
        + text(greatest);
  }

  /** A number, whole ones without a fraction. */
  static String text(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
