package dev.reeve.control.backfill;

import dev.reeve.jobs.backfill.FeatureRows;
import dev.reeve.jobs.backfill.FeatureRows.Column;
import dev.reeve.jobs.backfill.LabelTable;
import dev.reeve.jobs.backfill.OutputFolder;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the parts that a backfill's subtasks wrote together: sorted by entity and time, as CSV and
 * as Parquet, the same bytes for the same rows. It sorts on disk, so that a training set may be
 * larger than memory.
 */
final class TrainingSets implements AutoCloseable {

  private static final String KNOWN_AT = name(FeatureRows.KNOWN_AT) + " AS known_at";
  private static final String ENTITY = "entity";
  private static final String ORDER_OF_EVENTS =
      "entity_type, entity, as_of, "
          + FeatureRows.POSITION.stream().map(TrainingSets::name).collect(Collectors.joining(", "));

  private final OutputFolder parts;
  private final Path out;
  private final Connection connection;
  private List<String> carried;

  /**
   * @param parts what the job wrote
   * @param scratch folder for what does not fit into memory
   * @param out where the files go
   */
  TrainingSets(OutputFolder parts, Path scratch, Path out) throws SQLException {
    this.parts = parts;
    this.out = out;
    this.connection = DriverManager.getConnection("jdbc:duckdb:" + scratch.resolve("rows.duckdb"));
    run("SET threads = 1");
    run("SET preserve_insertion_order = true");
    run("SET memory_limit = '1GB'");
    run("SET temp_directory = " + text(scratch.resolve("spill").toString()));
  }

  /** Takes the label table, whose further columns the rows carry. */
  void labels(Path file, Path scratch) throws IOException, SQLException {
    carried = LabelTable.carried(file);
    Path plain = scratch.resolve("labels.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(plain)) {
      long[] row = {0};
      LabelTable.read(
          file,
          (entity, time, cells) -> {
            Stream<String> all =
                Stream.concat(
                    Stream.of(Long.toString(row[0]++), quoted(entity), Long.toString(time)),
                    cells.stream().map(TrainingSets::quoted));
            write(writer, all.collect(Collectors.joining(",", "", "\n")));
          });
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("row", "BIGINT"));
    columns.add(new Column(ENTITY, "VARCHAR"));
    columns.add(new Column("time", "BIGINT"));
    for (int i = 0; i < carried.size(); i++) {
      columns.add(new Column("carried_" + i, "VARCHAR"));
    }
    read("labels", columns, List.of(plain));
  }

  /**
   * Writes the training set of a feature set as {@code <set>.v<version>.csv} and {@code .parquet}.
   *
   * @return number of rows
   */
  long write(FeatureSetDefinition set) throws IOException, SQLException {
    FeatureRows rows = new FeatureRows(set);
    read("rows", rows.columns(), parts.files(OutputFolder.rows(set)));
    run("CREATE OR REPLACE TABLE sorted AS " + (carried == null ? events(rows) : readings(rows)));
    Path file = out.resolve(set.name() + ".v" + set.version());
    run("COPY sorted TO " + text(file + ".csv") + " (FORMAT csv, HEADER)");
    run("COPY sorted TO " + text(file + ".parquet") + " (FORMAT parquet)");
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM sorted")) {
      count.next();
      return count.getLong(1);
    }
  }

  /**
   * Writes the rejected records, in JSON, one a line, ordered by position.
   *
   * @return number of records
   */
  long writeRejected() throws IOException, SQLException {
    List<Column> columns =
        List.of(
            new Column("topic", "VARCHAR"),
            new Column("partition", "INTEGER"),
            new Column("offset", "BIGINT"),
            new Column("record", "VARCHAR"));
    List<Path> files = parts.files(OutputFolder.REJECTED);
    create("rejected", columns);
    if (!files.isEmpty()) {
      run(
          "INSERT INTO rejected SELECT * FROM read_csv(%s, columns = %s, header = false, delim = '\\t', quote = '', escape = '', max_line_size = 16777216)"
              .formatted(list(files), types(columns)));
    }
    long records = 0;
    try (Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "SELECT record FROM rejected ORDER BY topic, \"partition\", \"offset\", record");
        BufferedWriter writer = Files.newBufferedWriter(out.resolve("rejected.jsonl"))) {
      for (; lines.next(); records++) {
        writer.write(lines.getString(1));
        writer.write('\n');
      }
    }
    return records;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String events(FeatureRows rows) {
    return "SELECT "
        + rows.recordColumns().stream().map(c -> name(c.name())).collect(Collectors.joining(", "))
        + ", "
        + KNOWN_AT
        + " FROM rows ORDER BY "
        + ORDER_OF_EVENTS;
  }

  private String readings(FeatureRows rows) {
    List<String> selected = new ArrayList<>();
    selected.add("l.entity");
    selected.add("l.time");
    for (int i = 0; i < carried.size(); i++) {
      selected.add("l.carried_" + i + " AS " + name(carried.get(i)));
    }
    rows.recordColumns().stream()
        .map(Column::name)
        .filter(column -> !column.equals(ENTITY))
        .forEach(column -> selected.add("r." + name(column)));
    selected.add("r." + KNOWN_AT);
    return "SELECT "
        + String.join(", ", selected)
        + " FROM labels l JOIN rows r ON l.entity = r.entity AND l.time = r."
        + name(FeatureRows.TIME)
        + " ORDER BY l.entity, l.time, l.row";
  }

  private void read(String table, List<Column> columns, List<Path> files) throws SQLException {
    create(table, columns);
    if (!files.isEmpty()) {
      run(
          "INSERT INTO %s SELECT * FROM read_csv(%s, columns = %s, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216, auto_detect = false)"
              .formatted(table, list(files), types(columns)));
    }
  }

  private void create(String table, List<Column> columns) throws SQLException {
    run(
        "CREATE OR REPLACE TABLE "
            + table
            + columns.stream()
                .map(column -> name(column.name()) + " " + column.type())
                .collect(Collectors.joining(", ", "(", ")")));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String types(List<Column> columns) {
    return columns.stream()
        .map(column -> text(column.name()) + ": " + text(column.type()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String list(List<Path> files) {
    return files.stream()
        .map(file -> text(file.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String name(String name) {
    return quoted(name);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
