package dev.reeve.features.source;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ExpressionScope;
import dev.reeve.expression.Result;
import dev.reeve.expression.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Compiles what a definition says about a field for the records of one shape. */
final class FieldCompiler {

  private static final String EXPRESSION = "=";

  private final RecordFields fields;
  private SortedMap<String, ValueType> values;

  FieldCompiler(RecordFields fields) {
    this.fields = fields;
  }

  /** Whether a definition means an expression rather than a path. */
  static boolean isExpression(String origin) {
    return origin.startsWith(EXPRESSION);
  }

  /** The expression without its mark. */
  static String expression(String origin) {
    return origin.substring(EXPRESSION.length());
  }

  /**
   * Compiles a field of an event.
   *
   * @param conversion what its values become
   */
  EventField compile(String name, String origin, Conversion conversion) {
    return compile(name, origin, types -> conversion);
  }

  /** Compiles the event time, whose conversion may follow from the types of its field. */
  EventField time(String name, String origin, String format) {
    return compile(name, origin, types -> TimeConversion.of(format, types));
  }

  private EventField compile(
      String name, String origin, Function<Set<FieldType>, Conversion> conversion) {
    if (isExpression(origin)) {
      return computed(name, origin, conversion.apply(Set.of()));
    }
    Optional<FieldPath> path = FieldPath.parse(origin);
    if (path.isEmpty()) {
      return EventField.unfit(name, origin, "'" + origin + "' is no path: " + FieldPath.FORM);
    }
    FieldAccess access = fields.at(path.get());
    if (access.isUnknown()) {
      return EventField.absent(name, origin, access.unknown());
    }
    Conversion to = conversion.apply(access.types());
    if (access.types().stream().noneMatch(to.types()::contains)) {
      return EventField.unfit(
          name, origin, "%s is %s; allowed: %s".formatted(origin, access.found(), to.allowed()));
    }
    FieldReader reader = access.reader();
    return EventField.readable(
        name,
        origin,
        record -> {
          Object value = reader.of(record);
          return value == null ? null : to.convert(value);
        });
  }

  private EventField computed(String name, String origin, Conversion conversion) {
    String source = expression(origin);
    if (values == null) {
      values = fields.values();
    }
    SortedMap<String, ValueType> scope = new TreeMap<>(values);
    List<String> unknown = new ArrayList<>();
    for (String path : ExpressionCompiler.pathsIn(source)) {
      if (!scope.containsKey(path)) {
        FieldAccess access = FieldPath.parse(path).map(fields::at).orElse(null);
        if (access == null || access.isUnknown() || fields instanceof JsonFields) {
          unknown.add(access == null || !access.isUnknown() ? undeclared(path) : access.unknown());
        } else if (access.types().size() == 1) {
          scope.put(path, access.types().iterator().next().inExpressions());
        }
      }
    }
    List<String> problems = new ArrayList<>();
    Optional<Expression> expression =
        new ExpressionCompiler(new ExpressionScope(scope))
            .compile(source, conversion.results(), problem -> problems.add(problem.message()));
    if (expression.isPresent()) {
      return EventField.readable(name, origin, computing(expression.get(), scope, conversion));
    }
    return unknown.isEmpty()
        ? EventField.unfit(name, origin, String.join(", ", problems))
        : EventField.absent(name, origin, String.join(", ", unknown));
  }

  private String undeclared(String path) {
    return "there is no field '"
        + path
        + "' with a type that expressions read; there are: "
        + (values.isEmpty() ? "none" : String.join(", ", values.keySet()));
  }

  private FieldReader computing(
      Expression expression, SortedMap<String, ValueType> scope, Conversion conversion) {
    Map<String, FieldVariable> variables = new TreeMap<>();
    for (String path : ExpressionCompiler.pathsIn(expression.source())) {
      ValueType type = scope.get(path);
      if (type != null) {
        FieldPath parsed = FieldPath.parse(path).orElseThrow();
        variables.put(path, new FieldVariable(path, type, fields.at(parsed).reader()));
      }
    }
    return record -> {
      FieldVariables read = new FieldVariables(variables, record);
      Result result = expression.evaluate(read);
      read.throwIfUnfit();
      if (result.isDetermined()) {
        return conversion.convert(result.value());
      }
      if (read.lacked()) {
        return null;
      }
      throw new UnfitValue("cannot be computed: " + result.reason());
    };
  }
}
