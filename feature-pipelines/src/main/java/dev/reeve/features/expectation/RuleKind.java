package dev.reeve.features.expectation;

import dev.reeve.schema.release.ExpectationDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The kinds of rules, with the keys that definitions give them and what each may be about. */
enum RuleKind {
  RANGE("min, max", e -> e.min() != null || e.max() != null, "measure", "feature"),
  CATEGORIES("categories", e -> !e.categories().isEmpty(), "attribute"),
  INCREASING("increasing", ExpectationDefinition::increasing, "measure"),
  MOST_MISSING("most_missing", e -> e.mostMissing() != null, "measure", "attribute"),
  MAX_SILENCE("max_silence", e -> e.maxSilence() != null);

  private final String key;
  private final Predicate<ExpectationDefinition> given;
  private final List<String> subjects;

  RuleKind(String key, Predicate<ExpectationDefinition> given, String... subjects) {
    this.key = key;
    this.given = given;
    this.subjects = List.of(subjects);
  }

  String key() {
    return key;
  }

  /** What it may be about; empty for the entity itself. */
  List<String> subjects() {
    return subjects;
  }

  /** The rules that a definition gives. */
  static List<RuleKind> of(ExpectationDefinition definition) {
    return Arrays.stream(values()).filter(kind -> kind.given.test(definition)).toList();
  }

  /** What a definition is about. */
  static List<String> subjects(ExpectationDefinition definition) {
    List<String> subjects = new ArrayList<>();
    if (!definition.measure().isEmpty()) {
      subjects.add("measure");
    }
    if (!definition.attribute().isEmpty()) {
      subjects.add("attribute");
    }
    if (!definition.feature().isEmpty()) {
      subjects.add("feature");
    }
    return subjects;
  }

  /** The keys of all. */
  static String keys() {
    return Arrays.stream(values()).map(RuleKind::key).collect(Collectors.joining("; "));
  }
}
