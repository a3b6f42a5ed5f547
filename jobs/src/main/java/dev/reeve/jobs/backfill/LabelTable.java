package dev.reeve.jobs.backfill;

import dev.reeve.jobs.options.Moment;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Entities and times at which features are read: a CSV file with a header that has the columns
 * {@code entity} and {@code time}; further columns are carried through to the training set.
 */
public final class LabelTable {

  /** Column of the entity's id. */
  public static final String ENTITY = "entity";

  /** Column of the reading time; see {@link Moment#FORM}. */
  public static final String TIME = "time";

  /** Most rows of a table: their times are in memory. */
  public static final long MOST_ROWS = 5_000_000;

  private static final int PROBLEMS_SHOWN = 20;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private LabelTable() {}

  /** Takes one row. */
  @FunctionalInterface
  public interface Row {

    /**
     * @param entity id of the entity
     * @param time milliseconds since the epoch
     * @param cells cells of the further columns, in the order of {@link #carried}
     */
    void take(String entity, long time, List<String> cells);
  }

  /** Names of the columns besides entity and time, in the order of the file. */
  public static List<String> carried(Path file) {
    try (CSVParser parser = open(file)) {
      return carried(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("the label table " + file + " cannot be read", e);
    }
  }

  /**
   * Reads the rows in their order.
   *
   * @return what is wrong with the table, each with its line; rows that are wrong are not handed
   *     over
   */
  public static List<String> read(Path file, Row to) {
    List<String> problems = new ArrayList<>();
    try (CSVParser parser = open(file)) {
      for (String column : List.of(ENTITY, TIME)) {
        if (!parser.getHeaderNames().contains(column)) {
          problems.add(
              "%s:1: there is no column '%s'; the file has %s"
                  .formatted(file, column, String.join(", ", parser.getHeaderNames())));
        }
      }
      if (!problems.isEmpty()) {
        return problems;
      }
      List<String> carried = carried(parser);
      for (CSVRecord row : parser) {
        String problem = problem(row);
        if (problem.isEmpty()) {
          to.take(
              row.get(ENTITY),
              Moment.millis(row.get(TIME).strip()),
              carried.stream().map(row::get).toList());
        } else {
          problems.add(file + ":" + parser.getCurrentLineNumber() + ": " + problem);
        }
        if (problems.size() == PROBLEMS_SHOWN) {
          problems.add(file + ": further problems are not listed");
          return problems;
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      problems.add(file + ": cannot be read as CSV with a header (" + e.getMessage() + ")");
    }
    return problems;
  }

  /**
   * Reads the times of some entities, for each ascending and each once.
   *
   * @throws IllegalStateException if anything is wrong with the table
   */
  public static SortedMap<String, long[]> times(Path file, Predicate<String> entities) {
    SortedMap<String, List<Long>> times = new TreeMap<>();
    List<String> problems =
        read(
            file,
            (entity, time, cells) -> {
              if (entities.test(entity)) {
                times.computeIfAbsent(entity, e -> new ArrayList<>()).add(time);
              }
            });
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
    SortedMap<String, long[]> arrays = new TreeMap<>();
    times.forEach(
        (entity, list) ->
            arrays.put(
                entity, list.stream().mapToLong(Long::longValue).sorted().distinct().toArray()));
    return arrays;
  }

  private static CSVParser open(Path file) throws IOException {
    Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    return CSVParser.parse(reader, FORMAT);
  }

  private static List<String> carried(CSVParser parser) {
    return parser.getHeaderNames().stream()
        .filter(name -> !name.equals(ENTITY) && !name.equals(TIME))
        .toList();
  }

  private static String problem(CSVRecord row) {
    if (row.getRecordNumber() > MOST_ROWS) {
      return "allowed are " + MOST_ROWS + " rows; split the table";
    }
    if (!row.isConsistent()) {
      return "%d cells; the header has %d"
          .formatted(row.size(), row.getParser().getHeaderNames().size());
    }
    if (row.get(ENTITY).isEmpty()) {
      return ENTITY + " is empty; allowed is the id of an entity";
    }
    try {
      Moment.millis(row.get(TIME).strip());
      return "";
    } catch (IllegalArgumentException e) {
      return TIME + ": " + e.getMessage();
    }
  }
}
