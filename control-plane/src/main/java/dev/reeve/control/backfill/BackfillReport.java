package dev.reeve.control.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.reeve.jobs.backfill.OutputFolder;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backfill wrote and what became of all that it read.
 *
 * @param rows rows by feature set, as {@code name@version}
 * @param rejectedRecords records in the file of the rejected
 */
record BackfillReport(BackfillAccounts accounts, Map<String, Long> rows, long rejectedRecords) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Puts together what the job wrote. */
  static BackfillReport assemble(
      BackfillOptions options, List<FeatureSetDefinition> sets, Path scratch, Path out)
      throws IOException, SQLException {
    OutputFolder parts = new OutputFolder(Path.of(options.out()));
    Map<String, Long> rows = new LinkedHashMap<>();
    try (TrainingSets training = new TrainingSets(parts, scratch, out)) {
      if (options.hasLabels()) {
        training.labels(Path.of(options.labels()), scratch);
      }
      for (FeatureSetDefinition set : sets) {
        rows.put(set.id(), training.write(set));
      }
      long rejected = training.writeRejected();
      return new BackfillReport(
          BackfillAccounts.of(parts.files(OutputFolder.ACCOUNTS)), rows, rejected);
    }
  }

  /** Writes it in JSON; nothing in it depends on the clock or the machine. */
  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(asMap()) + "\n");
  }

  /** Prints it. */
  void print(PrintWriter to, boolean json, Path out) throws IOException {
    if (json) {
      to.println(JSON.writeValueAsString(asMap()));
      return;
    }
    rows.forEach((set, count) -> to.printf("%-30s %,12d rows%n", set, count));
    to.printf(
        "%,d records read: %,d accepted, %,d duplicates, %,d rejected %s%n",
        accounts.read(),
        accounts.accepted(),
        accounts.duplicates(),
        accounts.rejected().values().stream().mapToLong(Long::longValue).sum(),
        accounts.rejected().isEmpty() ? "" : accounts.rejected());
    to.println(
        accounts.addUp()
            ? "Training sets, rejected records and accounts are in " + out
            : "Records are missing: read is not accepted, duplicates and rejected together.");
  }

  private Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("read", accounts.read());
    map.put("accepted", accounts.accepted());
    map.put("duplicates", accounts.duplicates());
    map.put("rejected", accounts.rejected());
    map.put("vectors", accounts.vectors());
    map.put("rows", rows);
    map.put("rejected_records", rejectedRecords);
    map.put("adds_up", accounts.addUp());
    return map;
  }
}
