package dev.reeve.features.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a field stands in a record: names of fields, or keys of maps, from the outermost in.
 *
 * @param names at least one
 */
record FieldPath(List<String> names) {

  /** What is allowed, for messages. */
  static final String FORM =
      "up to 16 names parted by '.', such as cpu.user; a name with '.', '=' or a space in it stands"
          + " in double quotes";

  private static final int MOST_NAMES = 16;
  private static final int LONGEST = 500;
  private static final Pattern NAME = Pattern.compile("([^.\"=\\s]+)|\"([^\"]+)\"");

  /** Reads a path; empty when the text is none. */
  static Optional<FieldPath> parse(String text) {
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    int at = 0;
    while (names.size() < MOST_NAMES && text.length() <= LONGEST) {
      if (!name.region(at, text.length()).lookingAt()) {
        return Optional.empty();
      }
      names.add(name.group(1) != null ? name.group(1) : name.group(2));
      at = name.end();
      if (at == text.length()) {
        return Optional.of(new FieldPath(List.copyOf(names)));
      }
      if (text.charAt(at++) != '.') {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The path as expressions name it: parted by dots, without quotes. */
  String dotted() {
    return String.join(".", names);
  }
}
