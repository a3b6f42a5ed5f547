package dev.reeve.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;

/**
 * A compiled CEL expression. It holds no state between evaluations; it is not serializable, so
 * releases travel as source and are compiled where they run.
 */
public final class Expression {

  /** Longest text that an expression may come to, in UTF-16 units. */
  public static final int MAX_TEXT = 4_096;

  private final String source;
  private final ValueType type;
  private final CelRuntime.Program program;

  Expression(String source, ValueType type, CelRuntime.Program program) {
    this.source = source;
    this.type = type;
    this.program = program;
  }

  public String source() {
    return source;
  }

  public ValueType type() {
    return type;
  }

  /** Evaluates it; a missing variable that the value depends on makes it undetermined. */
  public Result evaluate(Variables variables) {
    Missing missing = new Missing(variables);
    try {
      Object value = program.eval(missing::find);
      if (value instanceof String text && text.length() > MAX_TEXT) {
        return Result.undetermined("text is longer than " + MAX_TEXT + " characters");
      }
      return Result.of(value);
    } catch (CelEvaluationException e) {
      return Result.undetermined(
          missing.name != null ? variables.whyMissing(missing.name) : e.getErrorCode().toString());
    }
  }

  /** Notes the first variable that was asked for and missing. */
  private static final class Missing {
    private final Variables variables;
    private String name;

    private Missing(Variables variables) {
      this.variables = variables;
    }

    private Optional<Object> find(String variable) {
      Object value = variables.valueOf(variable);
      if (value == null && name == null) {
        name = variable;
      }
      return Optional.ofNullable(value);
    }
  }
}
