package dev.reeve.control.replay;

import dev.reeve.control.replay.ReplayMapping.FileGroup;
import dev.reeve.schema.RegionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * A CSV file of the mapping.
 *
 * @param file where it is
 * @param group its part of the mapping
 * @param entityType type of its entities
 */
record CsvFile(DataFile file, FileGroup group, String entityType) {

  /** Opens the rows, in file order; empty lines are rows too and come out as malformed. */
  Rows open() throws IOException {
    BufferedReader reader = file.read();
    return new Rows(reader, CsvLine.cells(utf8(reader.readLine())));
  }

  static String utf8(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The rows of the file, one by one. */
  final class Rows implements Iterator<ReplayRow>, AutoCloseable {

    private final BufferedReader reader;
    private final List<String> columns;
    private final TimeColumn.Parser times = group.time().parser();
    private String next;
    private long row;

    private Rows(BufferedReader reader, List<String> columns) throws IOException {
      this.reader = reader;
      this.columns = columns;
      this.next = reader.readLine();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public ReplayRow next() {
      if (next == null) {
        throw new NoSuchElementException(file.path() + " has no more rows");
      }
      String line = next;
      try {
        next = reader.readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(file.path() + " cannot be read", e);
      }
      return row(line, row++);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    private ReplayRow row(String line, long number) {
      byte[] raw = line.getBytes(StandardCharsets.ISO_8859_1);
      try {
        List<String> cells = CsvLine.cells(new String(raw, StandardCharsets.UTF_8));
        if (cells.size() != columns.size()) {
          return ReplayRow.malformed(file, number, raw);
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          byColumn.put(columns.get(i), cells.get(i));
        }
        Map<String, Double> measures = measures(byColumn);
        return measures.isEmpty()
            ? ReplayRow.malformed(file, number, raw)
            : ReplayRow.event(file, event(number, byColumn, measures));
      } catch (IOException | DateTimeException | ArithmeticException | NumberFormatException e) {
        return ReplayRow.malformed(file, number, raw);
      }
    }

    private RegionEvent event(long row, Map<String, String> cells, Map<String, Double> measures) {
      Map<String, String> attributes = new TreeMap<>();
      group.attributes().forEach((name, text) -> attributes.put(name, text.fill(file, cells)));
      return RegionEvent.newBuilder()
          .setEventId(file.eventId(row))
          .setRegion(group.region())
          .setEntityType(entityType)
          .setEntity(group.entity().fill(file, cells))
          .setEventTime(times.millis(cells.get(group.time().column())))
          .setMeasures(measures)
          .setAttributes(attributes)
          .build();
    }

    private Map<String, Double> measures(Map<String, String> cells) {
      Map<String, Double> measures = new TreeMap<>();
      group
          .measures()
          .forEach(
              (name, column) -> {
                String cell = cells.get(column);
                if (!cell.isEmpty()) {
                  measures.put(name, Double.valueOf(cell));
                }
              });
      return measures;
    }
  }
}
