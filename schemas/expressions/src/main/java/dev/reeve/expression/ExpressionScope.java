package dev.reeve.expression;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that an expression may read, flat and typed.
 *
 * @param variables type by name, such as {@code measure.cpu}
 */
public record ExpressionScope(SortedMap<String, ValueType> variables) {

  public ExpressionScope {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /** The scope with one more variable. */
  public ExpressionScope with(String name, ValueType type) {
    SortedMap<String, ValueType> more = new TreeMap<>(variables);
    more.put(name, type);
    return new ExpressionScope(more);
  }
}
