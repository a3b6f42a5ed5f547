package dev.reeve.features;

import dev.reeve.expression.ExpressionProblem;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.Aggregate.Input;
import dev.reeve.features.aggregate.Parameter;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what is wrong with one feature: an aggregate, or derived from other features. */
final class FeatureCheck {

  private final FeatureSetDefinition set;
  private final FeatureDefinition feature;
  private final FeatureExpressions expressions;
  private final String pointer;
  private final List<Problem> problems = new ArrayList<>();

  private FeatureCheck(
      FeatureSetDefinition set,
      FeatureDefinition feature,
      FeatureExpressions expressions,
      String pointer) {
    this.set = set;
    this.feature = feature;
    this.expressions = expressions;
    this.pointer = pointer;
  }

  /** Checks all but the feature's name. */
  static List<Problem> check(
      FeatureSetDefinition set,
      FeatureDefinition feature,
      FeatureExpressions expressions,
      String pointer) {
    FeatureCheck check = new FeatureCheck(set, feature, expressions, pointer);
    if (feature.expression().isEmpty()) {
      check.checkAggregate();
    } else {
      check.checkDerived();
    }
    check.checkStaleAfter();
    return check.problems;
  }

  private void checkAggregate() {
    declared("/measure", "measure", feature.measure(), set.measures().keySet());
    declared("/attribute", "attribute", feature.attribute(), set.attributes().keySet());
    if (!feature.filter().isEmpty()) {
      expressions.filter(feature.filter(), problem -> add("/filter", feature.filter(), problem));
    }
    Map<String, Aggregate> all = Aggregate.all();
    Aggregate aggregate = feature.aggregate() == null ? null : all.get(feature.aggregate());
    if (aggregate == null) {
      add("/aggregate", feature.aggregate(), "an aggregate is one of " + listed(all.keySet()));
    } else {
      checkInput(aggregate);
      checkParameters(aggregate);
    }
    problems.addAll(WindowCheck.check(feature.window(), aggregate, pointer + "/window"));
  }

  private void declared(String key, String what, String name, Collection<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      add(key, name, "this " + what + " is not one that the set declares: " + listed(names));
    }
  }

  private void checkInput(Aggregate aggregate) {
    Input given = Input.EVENT;
    if (!feature.measure().isEmpty() && !feature.attribute().isEmpty()) {
      add("/attribute", feature.attribute(), "a feature has a measure or an attribute, not both");
      return;
    } else if (!feature.measure().isEmpty()) {
      given = Input.MEASURE;
    } else if (!feature.attribute().isEmpty()) {
      given = Input.ATTRIBUTE;
    }
    if (!aggregate.inputs().contains(given)) {
      boolean numbers =
          given == Input.MEASURE
              || given == Input.EVENT && aggregate.inputs().contains(Input.MEASURE);
      add(
          numbers ? "/measure" : "/attribute",
          numbers ? feature.measure() : feature.attribute(),
          aggregate.title()
              + " needs "
              + aggregate.inputs().stream()
                  .sorted()
                  .map(this::words)
                  .collect(Collectors.joining(" or ")));
    }
    if (aggregate.needsFilter() && feature.filter().isEmpty()) {
      add("/filter", "", aggregate.title() + " needs a filter: CEL, bool, over the event");
    }
  }

  private String words(Input input) {
    return switch (input) {
      case EVENT -> "neither measure nor attribute";
      case MEASURE -> "a measure: one that the set declares: " + listed(set.measures().keySet());
      case ATTRIBUTE ->
          "an attribute: one that the set declares: " + listed(set.attributes().keySet());
    };
  }

  private void checkParameters(Aggregate aggregate) {
    String path = "/parameters";
    Map<String, Parameter> known = new TreeMap<>();
    for (Parameter parameter : aggregate.parameters()) {
      known.put(parameter.name(), parameter);
      if (parameter.standard() == null && !feature.parameters().containsKey(parameter.name())) {
        add(
            path,
            "",
            aggregate.title()
                + " needs the parameter "
                + parameter.name()
                + ": "
                + parameter.allowed());
      }
    }
    feature
        .parameters()
        .forEach(
            (name, value) -> {
              if (!known.containsKey(name)) {
                add(
                    path + "/" + FeatureSetCheck.escape(name),
                    value,
                    aggregate.title()
                        + (known.isEmpty()
                            ? " takes no parameters"
                            : " takes the parameters " + listed(known.keySet())));
              } else if (value == null || !known.get(name).allows(value)) {
                add(path + "/" + FeatureSetCheck.escape(name), value, known.get(name).allowed());
              }
            });
  }

  private void checkDerived() {
    belongsToAggregates("/aggregate", feature.aggregate());
    belongsToAggregates("/measure", feature.measure());
    belongsToAggregates("/attribute", feature.attribute());
    belongsToAggregates("/filter", feature.filter());
    if (!feature.window().equals(WindowDefinition.EVER)) {
      belongsToAggregates("/window", "a window");
    }
    for (String parameter : feature.parameters().keySet()) {
      belongsToAggregates("/parameters/" + FeatureSetCheck.escape(parameter), parameter);
    }
    expressions.derived(
        feature.expression(), problem -> add("/expression", feature.expression(), problem));
  }

  private void belongsToAggregates(String key, String value) {
    if (!value.isEmpty()) {
      add(key, value, "a feature has either an aggregate or an expression over other features");
    }
  }

  private void checkStaleAfter() {
    if (feature.staleAfter() != null) {
      FeatureSetCheck.span(feature.staleAfter(), "stale_after", 1)
          .ifPresent(message -> add("/stale_after", feature.staleAfter(), message));
    }
  }

  /**
   * With the place in the expression, which the reader of the folder turns into line and column.
   */
  private void add(String key, String source, ExpressionProblem problem) {
    String shown = source.length() <= 200 ? source : source.substring(0, 200) + "...";
    add(key + "#" + problem.line() + ":" + problem.column(), shown, problem.message());
  }

  private void add(String key, Object value, String message) {
    problems.add(new Problem(pointer + key, value == null ? "" : value.toString(), message));
  }

  private static String listed(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
