package dev.reeve.control.catalog;

import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Definitions in words, each complete: two that differ in a value differ in their words. */
final class DefinitionText {

  private DefinitionText() {}

  static String of(FeatureDefinition feature) {
    if (!feature.expression().isEmpty()) {
      return feature.expression().strip();
    }
    return feature.aggregate()
        + parameters(feature.parameters())
        + " of "
        + input(feature)
        + (feature.filter().isEmpty() ? "" : " where " + feature.filter().strip())
        + ", "
        + window(feature.window());
  }

  private static String input(FeatureDefinition feature) {
    if (!feature.measure().isEmpty()) {
      return "measure " + feature.measure();
    }
    return feature.attribute().isEmpty() ? "events" : "attribute " + feature.attribute();
  }

  private static String parameters(Map<String, Double> parameters) {
    return parameters.isEmpty()
        ? ""
        : new TreeMap<>(parameters)
            .entrySet().stream()
                .map(each -> each.getKey() + " " + number(each.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String window(WindowDefinition window) {
    if (window.last() != null) {
      return "last "
          + window.last()
          + (window.pane() == null ? "" : " in panes of " + window.pane());
    }
    if (window.count() != null) {
      return "last "
          + window.count()
          + " values"
          + (window.step() == null ? "" : " in steps of " + window.step());
    }
    return "since ever";
  }

  static String of(ExpectationDefinition expectation) {
    if (expectation.maxSilence() != null) {
      return "no silence longer than " + expectation.maxSilence();
    }
    String about =
        !expectation.measure().isEmpty()
            ? "measure " + expectation.measure()
            : !expectation.attribute().isEmpty()
                ? "attribute " + expectation.attribute()
                : "feature " + expectation.feature();
    if (expectation.increasing()) {
      return about + " never falls";
    }
    if (!expectation.categories().isEmpty()) {
      return about + " is one of " + String.join(", ", expectation.categories());
    }
    if (expectation.mostMissing() != null) {
      return "%s is missing in at most %s of the events, %s"
          .formatted(
              about,
              number(expectation.mostMissing()),
              window(expectation.window() == null ? WindowDefinition.EVER : expectation.window()));
    }
    if (expectation.min() != null && expectation.max() != null) {
      return "%s is %s to %s"
          .formatted(about, number(expectation.min()), number(expectation.max()));
    }
    return expectation.min() != null
        ? about + " is at least " + number(expectation.min())
        : expectation.max() != null ? about + " is at most " + number(expectation.max()) : about;
  }
}
