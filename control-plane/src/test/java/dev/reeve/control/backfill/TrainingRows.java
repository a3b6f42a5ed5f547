package dev.reeve.control.backfill;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a training set as DuckDB reads them back, doubles by their bits. */
final class TrainingRows {

  private TrainingRows() {}

  /** Hands over the named columns of a CSV or Parquet file, in the order of the file. */
  static void read(Path file, List<String> columns, RowSource.Taker to) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("SELECT * FROM '" + file + "'")) {
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(text(results.getObject(column)));
        }
        to.take(results.getString("entity"), row);
      }
    }
  }

  /** A value as it is compared: a double by its raw bits. */
  static String text(Object value) {
    return value instanceof Double number
        ? Long.toHexString(Double.doubleToRawLongBits(number))
        : String.valueOf(value);
  }
}
