package dev.reeve.features.source;

import dev.reeve.expression.Variables;
import java.util.Map;

/** The fields of one record as one evaluation of an expression reads them. */
final class FieldVariables implements Variables {

  private final Map<String, FieldVariable> variables;
  private final Object record;
  private boolean lacked;
  private UnfitValue unfit;

  FieldVariables(Map<String, FieldVariable> variables, Object record) {
    this.variables = variables;
    this.record = record;
  }

  /** What cannot be read is as good as missing here, since CEL would wrap what is thrown. */
  @Override
  public Object valueOf(String name) {
    FieldVariable variable = variables.get(name);
    if (variable == null) {
      return null;
    }
    try {
      Object value = variable.of(record);
      lacked |= value == null;
      return value;
    } catch (UnfitValue e) {
      unfit = e;
      return null;
    }
  }

  /** Whether the record lacked something that the expression asked for. */
  boolean lacked() {
    return lacked;
  }

  void throwIfUnfit() {
    if (unfit != null) {
      throw unfit;
    }
  }
}
