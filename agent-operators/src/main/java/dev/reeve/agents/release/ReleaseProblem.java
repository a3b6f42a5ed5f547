package dev.reeve.agents.release;

/**
 * Something wrong in a release folder, where its author finds it.
 *
 * @param file file, relative to the folder
 * @param line line in the file, from 1
 * @param column column in the line, from 1
 * @param value the value that was found, as written
 * @param message what is wrong and what is allowed, in one sentence
 */
public record ReleaseProblem(String file, int line, int column, String value, String message)
    implements Comparable<ReleaseProblem> {

  @Override
  public int compareTo(ReleaseProblem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    int byColumn = byLine != 0 ? byLine : Integer.compare(column, other.column);
    return byColumn != 0 ? byColumn : message.compareTo(other.message);
  }

  /** {@code file:line:column: 'value': message}, the form that editors and terminals link. */
  @Override
  public String toString() {
    return "%s:%d:%d: '%s': %s".formatted(file, line, column, value, message);
  }
}
