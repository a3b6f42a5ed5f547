package dev.reeve.control.catalog;

import dev.reeve.schema.release.ExpectationDefinition;

/**
 * What a feature set expects.
 *
 * @param rule what must hold, in words
 * @param onViolation reject, flag or count
 */
public record ExpectationEntry(String name, String description, String rule, String onViolation) {

  static ExpectationEntry of(ExpectationDefinition expectation) {
    return new ExpectationEntry(
        expectation.name(),
        expectation.description(),
        DefinitionText.of(expectation),
        expectation.onViolation());
  }
}
