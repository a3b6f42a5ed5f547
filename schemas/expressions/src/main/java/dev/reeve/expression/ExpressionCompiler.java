package dev.reeve.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Compiles and type-checks CEL over the variables of one scope. Source length, nesting and the
 * iterations of comprehensions are bounded, so that evaluation is.
 */
public final class ExpressionCompiler {

  /** Longest source, in code points. */
  public static final int MAX_SOURCE = 2_000;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_ITERATIONS = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(MAX_SOURCE)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final ExpressionScope scope;
  private final CelCompiler compiler;

  public ExpressionCompiler(ExpressionScope scope) {
    this.scope = scope;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.ALL, CelStandardMacro.EXISTS, CelStandardMacro.EXISTS_ONE);
    scope.variables().forEach((name, type) -> builder.addVar(name, type.cel()));
    this.compiler = builder.build();
  }

  /**
   * Compiles a source whose result must have one of the types.
   *
   * @return empty when it has problems, which were all handed to {@code problems}
   */
  public Optional<Expression> compile(
      String source, Set<ValueType> allowed, Consumer<ExpressionProblem> problems) {
    if (source.codePointCount(0, source.length()) > MAX_SOURCE) {
      problems.accept(tooLong(source));
      return Optional.empty();
    }
    try {
      CelValidationResult checked = compiler.compile(source);
      if (checked.hasError()) {
        checked.getErrors().forEach(issue -> problems.accept(problem(issue, source)));
        return Optional.empty();
      }
      CelAbstractSyntaxTree tree = checked.getAst();
      Optional<ValueType> type = ValueType.of(tree.getResultType()).filter(allowed::contains);
      if (type.isEmpty()) {
        problems.accept(
            new ExpressionProblem(
                1,
                0,
                "result is %s, allowed: %s"
                    .formatted(tree.getResultType().name(), names(allowed))));
        return Optional.empty();
      }
      return Optional.of(
          new Expression(source, type.get(), (CelRuntime.Program) RUNTIME.createProgram(tree)));
    } catch (CelValidationException | CelEvaluationException e) {
      problems.accept(new ExpressionProblem(1, 0, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Problems of a source that does not even parse, whatever names it uses; empty when it does. */
  public static List<ExpressionProblem> syntaxProblems(String source) {
    ExpressionCompiler anyScope = new ExpressionCompiler(new ExpressionScope(new TreeMap<>()));
    if (source.codePointCount(0, source.length()) > MAX_SOURCE) {
      return List.of(tooLong(source));
    }
    return anyScope.compiler.parse(source).getErrors().stream()
        .map(issue -> anyScope.problem(issue, source))
        .toList();
  }

  /** Names that a source refers to, as far as it parses. */
  public static SortedSet<String> namesIn(String source) {
    return expressionsIn(
        source,
        node ->
            node.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? Optional.of(node.expr().ident().name())
                : Optional.empty());
  }

  /** Names with what is selected of them, such as {@code cpu.user}, as far as the source parses. */
  public static SortedSet<String> pathsIn(String source) {
    return expressionsIn(
        source,
        node ->
            node.parent().filter(above -> above.getKind() == CelExpr.ExprKind.Kind.SELECT).isEmpty()
                ? path(node.expr())
                : Optional.empty());
  }

  private static Optional<String> path(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> Optional.of(expression.ident().name());
      case SELECT ->
          path(expression.select().operand())
              .map(operand -> operand + "." + expression.select().field());
      default -> Optional.empty();
    };
  }

  private static SortedSet<String> expressionsIn(
      String source, Function<CelNavigableExpr, Optional<String>> found) {
    SortedSet<String> names = new TreeSet<>();
    if (source.codePointCount(0, source.length()) > MAX_SOURCE) {
      return names;
    }
    CelValidationResult parsed =
        CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS).build().parse(source);
    if (!parsed.hasError()) {
      try {
        CelNavigableAst.fromAst(parsed.getAst())
            .getRoot()
            .allNodes()
            .forEach(node -> found.apply(node).ifPresent(names::add));
      } catch (CelValidationException e) {
        throw new IllegalStateException("parsed without errors", e);
      }
    }
    return names;
  }

  private static ExpressionProblem tooLong(String source) {
    return new ExpressionProblem(
        1,
        0,
        "expression has %d characters, allowed are %d: name its parts in variables"
            .formatted(source.codePointCount(0, source.length()), MAX_SOURCE));
  }

  private ExpressionProblem problem(CelIssue issue, String source) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    return new ExpressionProblem(
        line, column, ExpressionRemedy.of(issue.getMessage(), source, line, column, scope));
  }

  private static List<String> names(Set<ValueType> types) {
    return types.stream().sorted().map(ValueType::text).toList();
  }
}
