package dev.reeve.agents.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the compiler's words into what the author of a release can do. */
final class ExpressionRemedy {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(\\S+)' applied to '(.*?)'.*");

  private ExpressionRemedy() {}

  static String of(String message, String source, int line, int column, ExpressionScope scope) {
    if (message.startsWith("undeclared reference")) {
      return undeclared(source, line, column, scope);
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

  private static String undeclared(String source, int line, int column, ExpressionScope scope) {
    String[] lines = source.split("\n", -1);
    String text = line <= lines.length ? lines[line - 1] : "";
    Matcher name = NAME.matcher(text);
    String found = name.find(Math.min(column, text.length())) ? name.group() : text;
    return "unknown name '%s'%s; allowed: %s"
        .formatted(
            found,
            Nearest.of(found, scope.variables().keySet())
                .map(n -> ", did you mean '" + n + "'?")
                .orElse(""),
            String.join(", ", scope.variables().keySet()));
  }
}
