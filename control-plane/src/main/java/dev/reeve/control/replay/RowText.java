package dev.reeve.control.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places that each row fills: <code>${file}</code> is the file's name without its
 * ending, <code>${path}</code> its path below the data folder, <code>${folder}</code> the name of
 * the folder it lies in, and <code>${column.NAME}</code> the cell of a column.
 */
record RowText(String text) {

  /** What places there are, for messages. */
  static final String PLACES = "${file}, ${path}, ${folder} and ${column.NAME}";

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String COLUMN = "column.";

  /** Columns that it reads, in order. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (String place : places()) {
      if (place.startsWith(COLUMN)) {
        columns.add(place.substring(COLUMN.length()));
      }
    }
    return columns;
  }

  /** Places that do not exist. */
  List<String> unknownPlaces() {
    return places().stream()
        .filter(place -> !place.startsWith(COLUMN))
        .filter(place -> !List.of("file", "path", "folder").contains(place))
        .toList();
  }

  /** The text for a row of the file. */
  String fill(DataFile file, Map<String, String> cells) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    return PLACE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), file, cells)));
  }

  private static String value(String place, DataFile file, Map<String, String> cells) {
    return switch (place) {
      case "file" -> file.stem();
      case "path" -> file.path();
      case "folder" -> file.folder();
      default -> cells.get(place.substring(COLUMN.length()));
    };
  }

  private List<String> places() {
    return PLACE.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
