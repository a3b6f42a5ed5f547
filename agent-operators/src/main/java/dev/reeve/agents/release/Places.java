package dev.reeve.agents.release;

import dev.reeve.schema.release.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where the parts of a release stand in its files, and the problems found in them. */
final class Places {

  /**
   * Pointers into the files that are listed, and to the listings; all others are the entry's own.
   */
  private static final Pattern PARTS =
      Pattern.compile("/(release(/.*)?|(sources|feature_sets|contexts|agents|policies)/\\d+.*)");

  private final Map<String, Place> byPointer = new HashMap<>();
  private final List<ReleaseProblem> problems = new ArrayList<>();

  void put(String pointer, YamlFile file, Node node) {
    byPointer.put(pointer, new Place(file, node));
  }

  /** Forgets a part that did not fit, so that another may take its pointer. */
  void remove(String pointer) {
    byPointer.keySet().removeIf(p -> p.equals(pointer) || p.startsWith(pointer + "/"));
  }

  void report(ReleaseProblem problem) {
    problems.add(problem);
  }

  void report(YamlFile file, Node node, String value, String message) {
    report(
        new ReleaseProblem(
            file.name(),
            node.getStartMark().getLine() + 1,
            node.getStartMark().getColumn() + 1,
            value,
            message));
  }

  /** Reports a problem at its pointer, or at the nearest part above that is written. */
  void report(Problem problem) {
    String[] halves = problem.path().split("#", 2);
    String pointer =
        PARTS.matcher(halves[0]).matches() ? halves[0] : ReleaseFolder.LISTED + halves[0];
    while (!byPointer.containsKey(pointer) && pointer.contains("/")) {
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    Place place = byPointer.get(pointer);
    if (place == null) {
      report(new ReleaseProblem(ReleaseFolder.ENTRY, 1, 1, problem.value(), problem.message()));
    } else if (halves.length == 2
        && pointer.endsWith(halves[0])
        && place.node() instanceof ScalarNode scalar) {
      report(inside(place.file(), scalar, halves[1], problem));
    } else {
      report(place.file(), place.node(), problem.value(), problem.message());
    }
  }

  /** All problems, ordered by file and line. */
  List<ReleaseProblem> problems() {
    return problems.stream().distinct().sorted().toList();
  }

  /**
   * Finds a position inside a scalar: whatever its style and indentation, the k-th character that
   * is no white space in the value is the k-th one in the file.
   */
  private static ReleaseProblem inside(
      YamlFile file, ScalarNode scalar, String position, Problem problem) {
    String[] numbers = position.split(":");
    int line = Integer.parseInt(numbers[0]);
    int column = Integer.parseInt(numbers[1]);
    int before = visibleBefore(scalar.getValue(), line, column);
    int[] text = file.text().codePoints().toArray();
    int at = scalar.getStartMark().getIndex();
    switch (scalar.getScalarStyle()) {
      case LITERAL, FOLDED -> {
        while (at < text.length && text[at] != '\n') {
          at++;
        }
      }
      case DOUBLE_QUOTED, SINGLE_QUOTED -> at++;
      default -> {}
    }
    int end = scalar.getEndMark().getIndex();
    while (at < end && (before > 0 || Character.isWhitespace(text[at]))) {
      before -= Character.isWhitespace(text[at]) ? 0 : 1;
      at++;
    }
    int fileLine = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (text[i] == '\n') {
        fileLine++;
        lineStart = i + 1;
      }
    }
    return new ReleaseProblem(
        file.name(), fileLine, at - lineStart + 1, problem.value(), problem.message());
  }

  private static int visibleBefore(String value, int line, int column) {
    int[] text = value.codePoints().toArray();
    int atLine = 1;
    int atColumn = 0;
    int visible = 0;
    for (int c : text) {
      if (atLine > line || (atLine == line && atColumn >= column)) {
        break;
      }
      visible += Character.isWhitespace(c) ? 0 : 1;
      atLine += c == '\n' ? 1 : 0;
      atColumn = c == '\n' ? 0 : atColumn + 1;
    }
    return visible;
  }

  private record Place(YamlFile file, Node node) {}
}
