package dev.reeve.control.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the records that a backfill read, summed over all accounts of its job. */
final class BackfillAccounts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REJECTED = "rejected.";

  private final SortedMap<String, Long> read = new TreeMap<>();
  private final SortedMap<String, Long> features = new TreeMap<>();

  /** Sums the account lines of the files. */
  static BackfillAccounts of(List<Path> files) throws IOException {
    BackfillAccounts accounts = new BackfillAccounts();
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          accounts.add(JSON.readTree(line));
        }
      }
    }
    return accounts;
  }

  private void add(JsonNode account) {
    SortedMap<String, Long> sums =
        switch (account.path("operator").asText()) {
          case "read" -> read;
          case "features" -> features;
          default -> new TreeMap<>();
        };
    account
        .path("counts")
        .fields()
        .forEachRemaining(
            count -> sums.merge(count.getKey(), count.getValue().asLong(), Long::sum));
  }

  /** Records that were read. */
  long read() {
    return read.getOrDefault("read", 0L);
  }

  /** Events that went into features. */
  long accepted() {
    return features.getOrDefault("accepted", 0L);
  }

  /** Events that were there before. */
  long duplicates() {
    return features.getOrDefault("duplicates", 0L);
  }

  /** Records that were refused, by reason. */
  SortedMap<String, Long> rejected() {
    SortedMap<String, Long> byReason = new TreeMap<>();
    for (Map<String, Long> sums : List.of(read, features)) {
      sums.forEach(
          (name, count) -> {
            if (name.startsWith(REJECTED)) {
              byReason.merge(name.substring(REJECTED.length()), count, Long::sum);
            }
          });
    }
    return byReason;
  }

  /** Vectors that were computed. */
  long vectors() {
    return features.getOrDefault("features", 0L);
  }

  /** Whether every record that was read is accounted for. */
  boolean addUp() {
    return read()
        == accepted()
            + duplicates()
            + rejected().values().stream().mapToLong(Long::longValue).sum();
  }
}
