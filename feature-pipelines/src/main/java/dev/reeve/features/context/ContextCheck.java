package dev.reeve.features.context;

import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Vocabulary;
import dev.reeve.features.WindowCheck;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.Aggregate.Input;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a context, at once. */
public final class ContextCheck {

  /** Most features of one context. */
  public static final int MOST_FEATURES = 50;

  /** Most panes of one window: what a group keeps is small, since there are many groups. */
  public static final long MOST_PANES = 120;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String NAME_FORM =
      "a lower-case letter, then up to 62 lower-case letters, digits and '_'";

  private final ContextDefinition context;
  private final String pointer;
  private final ExpressionCompiler filters;
  private final List<Problem> problems = new ArrayList<>();

  private ContextCheck(ContextDefinition context, String pointer) {
    this.context = context;
    this.pointer = pointer;
    this.filters =
        new ExpressionCompiler(Vocabulary.ofMeasurements(context.measures(), context.attributes()));
  }

  /**
   * Checks one context by itself.
   *
   * @param pointer JSON pointer of the definition in the release, such as {@code /contexts/0}
   * @return problems in the order of the definition; empty when there are none
   */
  public static List<Problem> check(ContextDefinition context, String pointer) {
    ContextCheck check = new ContextCheck(context, pointer);
    check.head();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < context.features().size(); i++) {
      check.feature(context.features().get(i), names, "/features/" + i);
    }
    return check.problems;
  }

  /** Names that aggregates of contexts may have, in order. */
  public static Set<String> aggregates() {
    Set<String> names = new TreeSet<>();
    Aggregate.all().values().stream()
        .filter(ContextCheck::merges)
        .forEach(aggregate -> names.add(aggregate.title()));
    return names;
  }

  /** Whether the numbers of several subtasks merge into that of all. */
  private static boolean merges(Aggregate aggregate) {
    return aggregate instanceof WindowAggregate window
        && !window.scores()
        && window.partial() == PartialKind.SUMMARY
        && window.windows().contains(Kind.TIME);
  }

  private void head() {
    name("/name", context.name());
    if (context.version() < 1) {
      add("/version", context.version(), "a version is a whole number from 1");
    }
    if (context.entityType() == null || !TypedEntity.isType(context.entityType())) {
      add(
          "/entity_type",
          context.entityType(),
          "an entity type is a lower-case letter, then up to 62 lower-case letters, digits, '_' and"
              + " '-'");
    }
    String groupBy = context.groupBy();
    if (!groupBy.isEmpty() && !context.attributes().containsKey(groupBy)) {
      add(
          "/group_by",
          groupBy,
          "entities are grouped by an attribute that the context declares: "
              + listed(context.attributes().keySet()));
    }
    int size = context.features().size();
    if (size < 1 || size > MOST_FEATURES) {
      add("/features", size + " features", "a context has 1 to " + MOST_FEATURES + " features");
    }
  }

  private void feature(FeatureDefinition feature, Set<String> names, String at) {
    name(at + "/name", feature.name());
    if (feature.name() != null && !names.add(feature.name())) {
      add(at + "/name", feature.name(), "a name is used once in a context");
    }
    if (!feature.expression().isEmpty()) {
      add(at + "/expression", feature.expression(), "a context has aggregates, no expressions");
    }
    if (!feature.attribute().isEmpty()) {
      add(at + "/attribute", feature.attribute(), "a context aggregates measures and events");
    }
    if (!feature.measure().isEmpty() && !context.measures().containsKey(feature.measure())) {
      add(
          at + "/measure",
          feature.measure(),
          "a measure is one that the context declares: " + listed(context.measures().keySet()));
    }
    filter(feature, at);
    Aggregate aggregate = Aggregate.named(feature.aggregate()).orElse(null);
    if (aggregate == null || !merges(aggregate)) {
      add(
          at + "/aggregate",
          feature.aggregate(),
          "an aggregate of a context is one of " + listed(aggregates()));
    } else {
      input(feature, aggregate, at);
    }
    window(feature, at);
  }

  private void input(FeatureDefinition feature, Aggregate aggregate, String at) {
    if (feature.measure().isEmpty() && !aggregate.inputs().contains(Input.EVENT)) {
      add(
          at + "/measure",
          "",
          aggregate.title()
              + " needs a measure: one that the context declares: "
              + listed(context.measures().keySet()));
    }
    if (aggregate.needsFilter() && feature.filter().isEmpty()) {
      add(at + "/filter", "", aggregate.title() + " needs a filter");
    }
    for (String parameter : feature.parameters().keySet()) {
      add(at + "/parameters", parameter, aggregate.title() + " takes no parameters");
    }
  }

  private void filter(FeatureDefinition feature, String at) {
    if (!feature.filter().isEmpty()) {
      filters.compile(
          feature.filter(),
          EnumSet.of(ValueType.BOOL),
          problem ->
              add(
                  at + "/filter#" + problem.line() + ":" + problem.column(),
                  feature.filter(),
                  problem.message()));
    }
  }

  private void window(FeatureDefinition feature, String at) {
    if (feature.window().last() == null) {
      add(at + "/window", feature.name(), "a context has time windows: give the window a last");
      return;
    }
    List<Problem> found = WindowCheck.check(feature.window(), null, pointer + at + "/window");
    problems.addAll(found);
    if (found.isEmpty()) {
      long panes = WindowShape.of(feature.window()).panes();
      if (panes > MOST_PANES) {
        add(
            at + "/window",
            panes + " panes",
            "a window of a context has at most " + MOST_PANES + " panes: give a longer pane");
      }
    }
    if (feature.staleAfter() != null) {
      try {
        if (Span.millis(feature.staleAfter()) < 1) {
          add(at + "/stale_after", feature.staleAfter(), "an age is above 0");
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        add(at + "/stale_after", feature.staleAfter(), "an age is " + Span.FORM);
      }
    }
  }

  private void name(String at, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      add(at, name, "a name is " + NAME_FORM);
    }
  }

  private void add(String at, Object value, String message) {
    problems.add(new Problem(pointer + at, value == null ? "" : value.toString(), message));
  }

  private static String listed(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
