package dev.reeve.control.backfill;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Hourly price and carbon of real grid zones: without it tests are skipped, under CI they fail. */
final class GridData {

  static final String FILE = "grid_regions_2021_2022.csv.gz";

  private GridData() {}

  /** Header and the rows of some zones before a day, such as 2021-02-12, in file order. */
  static List<String> rows(Set<String> zones, String before) throws IOException {
    List<String> rows = new ArrayList<>();
    read(zones, before, rows::add);
    return rows;
  }

  /**
   * Hands over what {@link #rows} lists, one by one.
   *
   * @param zones zones to take; all when empty
   */
  static void read(Set<String> zones, String before, Consumer<String> to) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
      to.accept(reader.readLine());
      for (String row = reader.readLine();
          row != null && row.compareTo(before) < 0;
          row = reader.readLine()) {
        if (zones.isEmpty() || zones.contains(row.split(",", 3)[1])) {
          to.accept(row);
        }
      }
    }
  }

  private static Path file() {
    Path file =
        Path.of(System.getProperty("reeve.data", "../shared/data"), "grid-regions").resolve(FILE);
    if (!Files.isRegularFile(file)) {
      String message =
          "the grid data is not in "
              + file.toAbsolutePath().normalize()
              + ": it comes from SustainCluster (HPE); run with -Dreeve.data=DIR, where DIR has a"
              + " folder grid-regions with it";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return file;
  }
}
