package dev.reeve.control.audit;

/**
 * How far the output topics are from "each exactly once".
 *
 * @param actionsMissing expected actions that are not there
 * @param actionsDoubled copies of actions beyond the first
 * @param decisionsMissing expected decisions that are not there
 * @param decisionsDoubled copies of decisions beyond the first
 * @param actionsUnexpected actions that nothing in the input calls for
 * @param decisionsUnexpected decisions that nothing in the input calls for
 */
public record ExactlyOnce(
    long actionsMissing,
    long actionsDoubled,
    long decisionsMissing,
    long decisionsDoubled,
    long actionsUnexpected,
    long decisionsUnexpected) {

  /** Nothing expected, nothing found. */
  public static final ExactlyOnce EXACT = new ExactlyOnce(0, 0, 0, 0, 0, 0);

  /** Sum of two regions. */
  public ExactlyOnce plus(ExactlyOnce other) {
    return new ExactlyOnce(
        actionsMissing + other.actionsMissing,
        actionsDoubled + other.actionsDoubled,
        decisionsMissing + other.decisionsMissing,
        decisionsDoubled + other.decisionsDoubled,
        actionsUnexpected + other.actionsUnexpected,
        decisionsUnexpected + other.decisionsUnexpected);
  }

  /** Whether each is there exactly once and nothing else is. */
  public boolean isExact() {
    return equals(EXACT);
  }
}
