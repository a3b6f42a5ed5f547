package dev.reeve.jobs.options;

import java.util.List;

/** Options that cannot be used, with every problem that was found, one a line. */
public final class InvalidOptions extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public InvalidOptions(List<String> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + " with the options (--help lists them):\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each names the key, the value, what is allowed and where it was given. */
  public List<String> problems() {
    return problems;
  }
}
