package dev.reeve.expression;

import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that expressions of agents and policies may read.
 *
 * <ul>
 *   <li>{@code <feature>}: its value while it is FRESH, a double, or a string if it is a text
 *   <li>{@code value.<feature>}: its value, whatever its status but MISSING
 *   <li>{@code status.<feature>}: FRESH, STALE, INCOMPLETE or MISSING
 *   <li>{@code age.<feature>}: seconds since the last value that went into it
 *   <li>{@code violated.<expectation>}: whether the event violates an expectation that is flagged
 *   <li>{@code context.<context>.<feature>}: a number about the region, while it is FRESH
 *   <li>{@code measure.<name>} and {@code attribute.<name>} as the feature set declares them
 *   <li>{@code event.time} (event-time milliseconds), {@code event.entity} and {@code event.region}
 *   <li>in proposals and policies {@code score}, in policies {@code agent} and {@code action}
 * </ul>
 */
public final class Vocabulary {

  /** Before the name of a feature: its value, whatever its status but MISSING. */
  public static final String VALUE = "value.";

  /** Before the name of a feature: its status. */
  public static final String STATUS = "status.";

  /** Before the name of a feature: its age in seconds. */
  public static final String AGE = "age.";

  /** Before the name of an expectation: whether it is violated. */
  public static final String VIOLATED = "violated.";

  /** Before the names of a context and its feature, which a dot parts. */
  public static final String CONTEXT = "context.";

  /** Names that no feature and no variable may take: they are taken here or by CEL. */
  public static final Set<String> RESERVED =
      Set.of(
          "score",
          "measure",
          "attribute",
          "event",
          "value",
          "status",
          "age",
          "context",
          "violated",
          "agent",
          "action",
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "bool",
          "bytes",
          "double",
          "dyn",
          "duration",
          "int",
          "list",
          "map",
          "null_type",
          "string",
          "timestamp",
          "type",
          "uint",
          "has",
          "all",
          "exists",
          "exists_one",
          "filter",
          "matches",
          "size");

  private Vocabulary() {}

  /**
   * What triggers, scores and variables of an agent may read.
   *
   * @param set feature set that it is given; null stands for none
   * @param contexts contexts that it may look up
   */
  public static ExpressionScope ofEvent(
      FeatureSetDefinition set, List<ContextDefinition> contexts) {
    Map<String, String> none = Map.of();
    SortedMap<String, ValueType> names =
        new TreeMap<>(
            (set == null
                    ? ofMeasurements(none, none)
                    : ofMeasurements(set.measures(), set.attributes()))
                .variables());
    if (set != null) {
      for (FeatureDefinition feature : set.features()) {
        if (!RESERVED.contains(feature.name())) {
          ValueType type = feature.type() == FeatureType.TEXT ? ValueType.STRING : ValueType.DOUBLE;
          names.put(feature.name(), type);
          names.put(VALUE + feature.name(), type);
          names.put(STATUS + feature.name(), ValueType.STRING);
          names.put(AGE + feature.name(), ValueType.DOUBLE);
        }
      }
      for (ExpectationDefinition expectation : set.expectations()) {
        if (expectation.onViolation().equals("flag")) {
          names.put(VIOLATED + expectation.name(), ValueType.BOOL);
        }
      }
    }
    for (ContextDefinition context : contexts) {
      for (FeatureDefinition feature : context.features()) {
        names.put(CONTEXT + context.name() + "." + feature.name(), ValueType.DOUBLE);
      }
    }
    return new ExpressionScope(names);
  }

  /** What filters may read: the event alone, with the measures and attributes that are declared. */
  public static ExpressionScope ofMeasurements(
      Map<String, String> measures, Map<String, String> attributes) {
    SortedMap<String, ValueType> names = new TreeMap<>();
    names.put("event.time", ValueType.INT);
    names.put("event.entity", ValueType.STRING);
    names.put("event.region", ValueType.STRING);
    measures.keySet().forEach(name -> names.put("measure." + name, ValueType.DOUBLE));
    attributes.keySet().forEach(name -> names.put("attribute." + name, ValueType.STRING));
    return new ExpressionScope(names);
  }

  /** What proposals may read besides. */
  public static ExpressionScope withScore(ExpressionScope scope) {
    return scope.with("score", ValueType.DOUBLE);
  }

  /** What policies may read. */
  public static ExpressionScope ofPolicy(
      FeatureSetDefinition set, List<ContextDefinition> contexts) {
    return withScore(ofEvent(set, contexts))
        .with("agent", ValueType.STRING)
        .with("action", ValueType.STRING);
  }
}
