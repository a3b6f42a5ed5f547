package dev.reeve.agents;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ValueType;
import dev.reeve.schema.release.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where an expression stands in a release: {@code pointer#line:column}, a JSON pointer with the
 * line (from 1) and column (from 0) inside the expression.
 */
public final class ExpressionPlace {

  private ExpressionPlace() {}

  /** Compiles an expression of a release; its problems carry the place. */
  public static Optional<Expression> compile(
      ExpressionCompiler compiler,
      String source,
      Set<ValueType> allowed,
      String pointer,
      Consumer<Problem> problems) {
    return compiler.compile(
        source,
        allowed,
        problem ->
            problems.accept(
                new Problem(
                    pointer + "#" + problem.line() + ":" + problem.column(),
                    abbreviate(source),
                    problem.message())));
  }

  private static String abbreviate(String source) {
    return source.length() <= 200 ? source : source.substring(0, 200) + "...";
  }
}
