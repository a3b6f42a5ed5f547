package dev.reeve.control.command;

import java.util.ArrayList;
import java.util.List;

/** A user's mistakes, all of them, one sentence each: field, value, and what is allowed. */
public final class BadInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final List<String> problems;

  public BadInputException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public BadInputException(String problem) {
    this(List.of(problem));
  }

  /** At least one sentence, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Makes all checks, whatever the others found.
   *
   * @throws BadInputException with the problems of all
   */
  public static void throwIfAny(Runnable... checks) {
    List<String> problems = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (BadInputException e) {
        problems.addAll(e.problems());
      }
    }
    throwIfAny(problems);
  }

  /** Throws if there is any problem. */
  public static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }
}
