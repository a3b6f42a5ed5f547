package dev.reeve.jobs.options;

import java.util.Optional;
import java.util.function.Function;

/**
 * The declaration of one option: everything that reading, validating and documenting it needs.
 *
 * @param key name on the command line (after two dashes) and in files, kebab-case
 * @param form what values are allowed, in words, for messages and documentation
 * @param fallback text of the default; empty text where the option must be given; see {@link
 *     #required}
 * @param required whether it must be given
 * @param description what it does, one or two sentences
 * @param reader reads a value; throws IllegalArgumentException for one that is not allowed
 */
public record Option<T>(
    String key,
    String form,
    String fallback,
    boolean required,
    String description,
    Function<String, T> reader) {

  static <T> Option<T> required(
      String key, String form, String description, Function<String, T> reader) {
    return new Option<>(key, form, "", true, description, reader);
  }

  static <T> Option<T> optional(
      String key, String form, String fallback, String description, Function<String, T> reader) {
    return new Option<>(key, form, fallback, false, description, reader);
  }

  /**
   * Reads the given text, or the default where there is none.
   *
   * @throws IllegalArgumentException if the option is required and not given, or its value is not
   *     allowed; the message names the key, the value and what is allowed
   */
  T read(Optional<String> given) {
    if (given.isEmpty() && required) {
      throw new IllegalArgumentException(
          "--" + key + " is missing: give " + form + "; " + description);
    }
    String text = given.orElse(fallback);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--" + key + " is '" + text + "': allowed is " + form + because(e));
    }
  }

  private String because(RuntimeException e) {
    boolean saysMore = e.getMessage() != null && !e.getMessage().contains(form);
    return saysMore ? " (" + e.getMessage() + ")" : "";
  }
}
