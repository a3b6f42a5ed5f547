package dev.reeve.expression;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the compiler's words into what the author of a release can do. */
final class ExpressionRemedy {

  private static final Set<String> STATUSES = Set.of("FRESH", "STALE", "INCOMPLETE", "MISSING");
  private static final Set<String> ABOUT_FEATURES =
      Set.of(Vocabulary.VALUE, Vocabulary.STATUS, Vocabulary.AGE);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(\\S+)' applied to '(.*?)'.*");

  private ExpressionRemedy() {}

  static String of(String message, String source, int line, int column, ExpressionScope scope) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), source, line, column, scope);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      String operator = overload.group(1).replace("_", "").replace("@", "");
      String remedy =
          overload.group(2).contains("double") && overload.group(2).contains("int")
              ? "; write whole numbers as 2.0, or convert with double(...)"
              : "; convert with double(...), int(...) or string(...)";
      return "'%s' does not apply to %s%s".formatted(operator, overload.group(2), remedy);
    }
    if (message.startsWith("Expression recursion limit")) {
      return "nested too deeply: name its parts in variables";
    }
    return message;
  }

  /** The compiler names the first part alone, and of a function call points behind it. */
  private static String undeclared(
      String part, String source, int line, int column, ExpressionScope scope) {
    String[] lines = source.split("\n", -1);
    String text = line <= lines.length ? lines[line - 1] : "";
    Matcher whole = NAME.matcher(text).region(Math.min(column, text.length()), text.length());
    String found = whole.lookingAt() && whole.group().startsWith(part) ? whole.group() : part;
    if (STATUSES.contains(found)) {
      return "unknown name '%s'; a status is a text: \"%s\"".formatted(found, found);
    }
    return "unknown name '%s'%s; allowed: %s"
        .formatted(
            found,
            meant(found, scope.variables().keySet())
                .map(n -> ", did you mean '" + n + "'?")
                .orElse(""),
            allowed(found, scope.variables().keySet()));
  }

  /** A name of some family that ends like this, such as measure.cpu for cpu; else the nearest. */
  private static Optional<String> meant(String found, Collection<String> names) {
    return names.stream()
        .filter(name -> name.endsWith("." + found))
        .findFirst()
        .or(() -> Nearest.of(found, names));
  }

  /** The names of the family that was tried; else all, of each feature the bare name alone. */
  private static String allowed(String found, Collection<String> names) {
    String family = found.substring(0, found.indexOf('.') + 1);
    List<String> kin =
        names.stream().filter(name -> !family.isEmpty() && name.startsWith(family)).toList();
    if (!kin.isEmpty()) {
      return String.join(", ", kin);
    }
    List<String> shown =
        names.stream().filter(name -> ABOUT_FEATURES.stream().noneMatch(name::startsWith)).toList();
    String more =
        shown.size() == names.size()
            ? ""
            : "; of each feature also value.<feature>, status.<feature>, age.<feature>";
    return String.join(", ", shown) + more;
  }
}
