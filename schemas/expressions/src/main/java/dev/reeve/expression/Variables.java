package dev.reeve.expression;

/** The values of variables at one evaluation. */
@FunctionalInterface
public interface Variables {

  /**
   * Looks up a variable of the expression's scope.
   *
   * @return a Boolean, Long, Double or String as the scope declares; null when it is missing
   */
  Object valueOf(String name);
}
