package dev.reeve.features;

import dev.reeve.features.expectation.ExpectationCheck;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Span;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a feature set, at once. */
public final class FeatureSetCheck {

  /** Most features of one set. */
  public static final int MOST_FEATURES = 200;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String NAME_FORM =
      "a lower-case letter, then up to 62 lower-case letters, digits and '_'";

  private final FeatureSetDefinition set;
  private final FeatureExpressions expressions;
  private final List<Problem> problems = new ArrayList<>();

  private FeatureSetCheck(FeatureSetDefinition set) {
    this.set = set;
    this.expressions = new FeatureExpressions(set);
  }

  /**
   * Checks one feature set by itself.
   *
   * @param pointer JSON pointer of the definition in the release, such as {@code /feature_sets/0}
   * @return problems in the order of the definition; empty when there are none
   */
  public static List<Problem> check(FeatureSetDefinition set, String pointer) {
    FeatureSetCheck check = new FeatureSetCheck(set);
    check.checkSet(pointer);
    Set<String> names = new HashSet<>();
    Set<String> collisions = new HashSet<>(FeatureRecords.collisions(set));
    for (int i = 0; i < set.features().size(); i++) {
      check.checkField(set.features().get(i).name(), collisions, pointer + "/features/" + i);
      check.checkFeature(set.features().get(i), names, pointer + "/features/" + i);
    }
    check.checkExpectations(pointer);
    for (List<String> cycle : DerivedOrder.of(set).cycles()) {
      check.add(
          pointer + "/features",
          String.join(" -> ", cycle),
          "a feature cannot need itself: break this cycle of expressions");
    }
    return check.problems;
  }

  private void checkExpectations(String pointer) {
    problems.addAll(ExpectationCheck.check(set, pointer));
    for (int i = 0; i < set.expectations().size(); i++) {
      WindowDefinition window = set.expectations().get(i).window();
      if (window != null) {
        String path = pointer + "/expectations/" + i + "/window";
        problems.addAll(WindowCheck.check(window, null, path));
      }
    }
  }

  private void checkSet(String pointer) {
    checkName(set.name(), pointer + "/name");
    if (set.version() < 1) {
      add(pointer + "/version", set.version(), "a version is a whole number from 1");
    }
    if (set.entityType() == null || !TypedEntity.isType(set.entityType())) {
      add(
          pointer + "/entity_type",
          set.entityType(),
          "an entity type is a lower-case letter, then up to 62 lower-case letters, digits, '_' and"
              + " '-'");
    }
    checkSpan("ttl", set.ttl(), 1, pointer);
    checkSpan("keep_warm", set.keepWarm(), 0, pointer);
    if (!set.staleAfter().equals(set.ttl())) {
      checkSpan("stale_after", set.staleAfter(), 1, pointer);
    }
    for (String measure : set.measures().keySet()) {
      checkName(measure, pointer + "/measures/" + escape(measure));
    }
    for (String attribute : set.attributes().keySet()) {
      checkName(attribute, pointer + "/attributes/" + escape(attribute));
    }
    int size = set.features().size();
    if (size < 1 || size > MOST_FEATURES) {
      add(
          pointer + "/features",
          size + " features",
          "a feature set has 1 to " + MOST_FEATURES + " features");
    }
  }

  private void checkSpan(String key, String text, long least, String pointer) {
    span(text, key, least).ifPresent(message -> add(pointer + "/" + key, text, message));
  }

  /** What is wrong with a span of event time, if anything. */
  static Optional<String> span(String text, String what, long least) {
    try {
      long millis = Span.millis(text);
      String above = least == 0 ? "0 or more" : "above 0";
      return millis >= least && millis <= WindowCheck.LONGEST_MILLIS
          ? Optional.empty()
          : Optional.of("a " + what + " is " + above + " and at most " + WindowCheck.LONGEST);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of("a " + what + " is " + Span.FORM);
    }
  }

  private void checkField(String name, Set<String> collisions, String pointer) {
    if (collisions.contains(name)) {
      add(
          pointer + "/name",
          name,
          "the published record of a set has a field of this name already: region, entity_type,"
              + " entity, as_of, event_id, violations, and for each feature f also f_status and"
              + " f_age_ms");
    }
  }

  private void checkFeature(FeatureDefinition feature, Set<String> names, String pointer) {
    checkName(feature.name(), pointer + "/name");
    if (feature.name() != null && !names.add(feature.name())) {
      add(pointer + "/name", feature.name(), "a name is used once in a feature set");
    }
    problems.addAll(FeatureCheck.check(set, feature, expressions, pointer));
  }

  private void checkName(String name, String pointer) {
    if (name == null || !NAME.matcher(name).matches()) {
      add(pointer, name, "a name is " + NAME_FORM);
    }
  }

  private void add(String pointer, Object value, String message) {
    problems.add(new Problem(pointer, value == null ? "" : value.toString(), message));
  }

  /** A key as a JSON pointer writes it, RFC 6901. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
