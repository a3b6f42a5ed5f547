package dev.reeve.agents;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ExpressionScope;
import dev.reeve.expression.Result;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Variables;
import dev.reeve.expression.Vocabulary;
import dev.reeve.schema.release.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The {@code variables} of an agent: expressions by name that may use each other. Each is evaluated
 * at most once for an input, and only when it is asked for.
 */
final class NamedExpressions {

  private final ExpressionScope scope;
  private final Map<String, Expression> expressions;

  private NamedExpressions(ExpressionScope scope, Map<String, Expression> expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /**
   * Compiles the variables in the order of what they need, ties by name.
   *
   * @param path JSON pointer of the map
   * @param problems takes cycles and all that does not compile
   */
  static NamedExpressions compile(
      Map<String, String> sources, ExpressionScope base, String path, Consumer<Problem> problems) {
    Map<String, Expression> compiled = new LinkedHashMap<>();
    ExpressionScope scope = base;
    SortedMap<String, String> valid = new TreeMap<>();
    sources.forEach(
        (name, source) -> {
          if (base.variables().containsKey(name) || Vocabulary.RESERVED.contains(name)) {
            problems.accept(
                new Problem(
                    path + "/" + name,
                    name,
                    "the name is taken by a feature, by Reeve or by CEL; choose another"));
          } else {
            valid.put(name, source);
          }
        });
    SortedMap<String, SortedSet<String>> open = needs(valid);
    while (!open.isEmpty()) {
      Optional<String> next =
          open.keySet().stream()
              .filter(n -> Collections.disjoint(open.get(n), open.keySet()))
              .findFirst();
      if (next.isEmpty()) {
        reportCycles(open, valid, path, problems);
        break;
      }
      String name = next.get();
      open.remove(name);
      Optional<Expression> expression =
          ExpressionPlace.compile(
              new ExpressionCompiler(scope),
              valid.get(name),
              EnumSet.allOf(ValueType.class),
              path + "/" + name,
              problems);
      if (expression.isPresent()) {
        compiled.put(name, expression.get());
        scope = scope.with(name, expression.get().type());
      } else {
        // Assumed, so that one problem is reported once and not again wherever it is used.
        scope = scope.with(name, ValueType.DOUBLE);
      }
    }
    for (String name : open.keySet()) {
      scope = scope.with(name, ValueType.DOUBLE);
    }
    return new NamedExpressions(scope, compiled);
  }

  private static SortedMap<String, SortedSet<String>> needs(Map<String, String> sources) {
    SortedMap<String, SortedSet<String>> needs = new TreeMap<>();
    sources.forEach(
        (name, source) -> {
          SortedSet<String> used = new TreeSet<>(ExpressionCompiler.namesIn(source));
          used.retainAll(sources.keySet());
          needs.put(name, used);
        });
    return needs;
  }

  private static void reportCycles(
      SortedMap<String, SortedSet<String>> open,
      Map<String, String> sources,
      String path,
      Consumer<Problem> problems) {
    Set<String> reported = new TreeSet<>();
    for (String start : open.keySet()) {
      List<String> walk = new ArrayList<>();
      String at = start;
      while (!walk.contains(at)) {
        walk.add(at);
        SortedSet<String> next = new TreeSet<>(open.get(at));
        next.retainAll(open.keySet());
        at = next.first();
      }
      List<String> cycle = new ArrayList<>(walk.subList(walk.indexOf(at), walk.size()));
      String first = Collections.min(cycle);
      Collections.rotate(cycle, -cycle.indexOf(first));
      if (reported.add(String.join(" ", cycle))) {
        problems.accept(
            new Problem(
                path + "/" + first,
                sources.get(first),
                "cyclic: %s -> %s; no variable may need itself, write one of them without the other"
                    .formatted(String.join(" -> ", cycle), first)));
      }
    }
  }

  /** The scope that these variables extend. */
  ExpressionScope scope() {
    return scope;
  }

  /** The variables' values on top of others, computed when asked for. */
  Variables over(Variables base) {
    if (expressions.isEmpty()) {
      return base;
    }
    Map<String, Result> done = new HashMap<>();
    return new Variables() {
      @Override
      public Object valueOf(String name) {
        Expression expression = expressions.get(name);
        if (expression == null) {
          return base.valueOf(name);
        }
        Result result = done.get(name);
        if (result == null) {
          result = expression.evaluate(this);
          done.put(name, result);
        }
        return result.value();
      }

      @Override
      public String whyMissing(String name) {
        return expressions.containsKey(name)
            ? name + ": " + done.get(name).reason()
            : base.whyMissing(name);
      }
    };
  }
}
