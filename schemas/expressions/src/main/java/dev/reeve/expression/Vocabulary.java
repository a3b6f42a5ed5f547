package dev.reeve.expression;

import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that expressions of a release may read: features by their bare names, {@code
 * measure.<name>} and {@code attribute.<name>} as the feature set declares them, {@code event.time}
 * (event-time milliseconds), {@code event.entity} and {@code event.region}; in proposals and
 * policies also {@code score}, in policies {@code agent} and {@code action}.
 */
public final class Vocabulary {

  /** Names that no feature and no variable may take: they are taken here or by CEL. */
  public static final Set<String> RESERVED =
      Set.of(
          "score",
          "measure",
          "attribute",
          "event",
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

  /** What triggers, scores and variables of an agent may read; a null set stands for none. */
  public static ExpressionScope ofEvent(FeatureSetDefinition set) {
    SortedMap<String, ValueType> names = new TreeMap<>();
    names.put("event.time", ValueType.INT);
    names.put("event.entity", ValueType.STRING);
    names.put("event.region", ValueType.STRING);
    if (set != null) {
      for (FeatureDefinition feature : set.features()) {
        if (!RESERVED.contains(feature.name())) {
          names.put(feature.name(), ValueType.DOUBLE);
        }
      }
      set.measures().keySet().forEach(name -> names.put("measure." + name, ValueType.DOUBLE));
      set.attributes().keySet().forEach(name -> names.put("attribute." + name, ValueType.STRING));
    }
    return new ExpressionScope(names);
  }

  /** What proposals may read besides. */
  public static ExpressionScope withScore(ExpressionScope scope) {
    return scope.with("score", ValueType.DOUBLE);
  }

  /** What policies may read. */
  public static ExpressionScope ofPolicy(FeatureSetDefinition set) {
    return withScore(ofEvent(set)).with("agent", ValueType.STRING).with("action", ValueType.STRING);
  }
}
