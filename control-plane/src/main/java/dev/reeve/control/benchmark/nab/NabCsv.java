package dev.reeve.control.benchmark.nab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of one {@code timestamp,value} file, in file order (milliseconds since 1970, UTC). */
record NabCsv(long[] times, double[] values) {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Reads a file; each malformed row adds a problem that names file, line and content. */
  static NabCsv read(Path file, List<String> problems) throws IOException {
    List<Long> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord row : parser) {
        try {
          long time = millis(row.get("timestamp"));
          double value = Double.parseDouble(row.get("value"));
          times.add(time);
          values.add(value);
        } catch (IllegalArgumentException | DateTimeException e) {
          problems.add(
              file
                  + ":"
                  + parser.getCurrentLineNumber()
                  + ": "
                  + List.of(row.values())
                  + " is not `timestamp,value` such as `2014-02-14 14:27:00,51.8`");
        }
      }
    }
    return new NabCsv(
        times.stream().mapToLong(Long::longValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The rows that pairs of timestamps stand for: the first occurrence of each. */
  List<NabWindow> windows(JsonNode pairs, String where, List<String> problems) {
    List<NabWindow> windows = new ArrayList<>();
    for (JsonNode pair : pairs) {
      int first = row(pair.path(0).asText(), where, problems);
      int last = row(pair.path(1).asText(), where, problems);
      int previous = windows.isEmpty() ? -1 : windows.get(windows.size() - 1).last();
      if (first > previous && last >= first) {
        windows.add(new NabWindow(first, last));
      } else if (first >= 0 && last >= 0) {
        problems.add(where + ": window " + pair + " ends before it begins or overlaps another");
      }
    }
    return windows;
  }

  private int row(String timestamp, String where, List<String> problems) {
    try {
      long time = millis(timestamp);
      for (int i = 0; i < times.length; i++) {
        if (times[i] == time) {
          return i;
        }
      }
      problems.add(where + ": no row at " + timestamp);
    } catch (DateTimeException e) {
      problems.add(where + ": '" + timestamp + "' is not a timestamp");
    }
    return -1;
  }

  private static long millis(String timestamp) {
    return LocalDateTime.parse(timestamp.trim().replace(' ', 'T'))
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }
}
