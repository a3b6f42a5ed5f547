package dev.reeve.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that variables, arguments and results of expressions may have. */
public enum ValueType {
  BOOL(SimpleType.BOOL),
  INT(SimpleType.INT),
  DOUBLE(SimpleType.DOUBLE),
  STRING(SimpleType.STRING);

  private final CelType cel;

  ValueType(CelType cel) {
    this.cel = cel;
  }

  /** Name as in CEL: bool, int, double, string. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  CelType cel() {
    return cel;
  }

  static Optional<ValueType> of(CelType cel) {
    return Arrays.stream(values()).filter(type -> type.cel.equals(cel)).findFirst();
  }
}
