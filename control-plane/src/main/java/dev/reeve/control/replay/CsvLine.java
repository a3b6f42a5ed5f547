package dev.reeve.control.replay;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of one line. A record is one line: a quote that is never closed then spoils its own
 * line and not the rest of the file.
 */
final class CsvLine {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(false).get();

  private CsvLine() {}

  /**
   * Splits the line.
   *
   * @throws IOException if its quotes are malformed
   */
  static List<String> cells(String line) throws IOException {
    if (line.indexOf('"') < 0) {
      // Nothing to unquote: a parser for each line would cost more than all that follows.
      return Arrays.stream(line.split(",", -1)).map(String::trim).toList();
    }
    try (CSVParser parser = CSVParser.parse(new StringReader(line), FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
