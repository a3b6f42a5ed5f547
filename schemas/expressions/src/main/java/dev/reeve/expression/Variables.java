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

  /** Why a variable that was asked for is missing, in words that name it. */
  default String whyMissing(String name) {
    return name + " is missing";
  }
}
