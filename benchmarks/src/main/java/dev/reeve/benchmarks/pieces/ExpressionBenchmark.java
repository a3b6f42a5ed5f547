package dev.reeve.benchmarks.pieces;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ExpressionProblem;
import dev.reeve.expression.ExpressionScope;
import dev.reeve.expression.Result;
import dev.reeve.expression.ValueType;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of a compiled CEL expression, as filters and derived features have them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ExpressionBenchmark {

  private final Expression filter =
      compile("attribute.tier == 'gold' && measure.cpu > 20.0", ValueType.BOOL);
  private final Expression derived = compile("cpu_max - cpu_mean", ValueType.DOUBLE);
  private final Map<String, Object> values =
      Map.of("attribute.tier", "gold", "measure.cpu", 50.0, "cpu_max", 91.5, "cpu_mean", 40.25);

  @Benchmark
  public Result filter() {
    return filter.evaluate(values::get);
  }

  @Benchmark
  public Result derived() {
    return derived.evaluate(values::get);
  }

  private static Expression compile(String source, ValueType type) {
    TreeMap<String, ValueType> scope = new TreeMap<>();
    scope.put("attribute.tier", ValueType.STRING);
    scope.put("measure.cpu", ValueType.DOUBLE);
    scope.put("cpu_max", ValueType.DOUBLE);
    scope.put("cpu_mean", ValueType.DOUBLE);
    return new ExpressionCompiler(new ExpressionScope(scope))
        .compile(source, EnumSet.of(type), ExpressionBenchmark::fail)
        .orElseThrow();
  }

  private static void fail(ExpressionProblem problem) {
    throw new IllegalStateException(problem.message());
  }
}
