package dev.reeve.control.benchmark.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The benchmark's folder in memory: every labelled series, in order of name, and the profiles.
 *
 * <p>Labels come from {@code labels/combined_windows.json}, rows from {@code data/}, weights from
 * {@code config/profiles.json}.
 */
public record NabCorpus(List<NabSeries> series, List<NabProfile> profiles) {

  private static final int PROBLEMS_SHOWN = 20;

  public NabCorpus {
    series = List.copyOf(series);
    profiles = List.copyOf(profiles);
  }

  /**
   * Reads the corpus.
   *
   * @throws IOException if the labels or profiles can't be read
   * @throws IllegalArgumentException naming file and line of all (the first twenty) malformed rows,
   *     missing files and windows whose timestamps do not occur
   */
  public static NabCorpus read(Path folder) throws IOException {
    Path labels = folder.resolve("labels/combined_windows.json");
    var windows = new TreeMap<String, JsonNode>();
    new ObjectMapper()
        .readTree(labels.toFile())
        .properties()
        .forEach(entry -> windows.put(entry.getKey(), entry.getValue()));
    List<String> problems = new ArrayList<>();
    List<NabSeries> series = new ArrayList<>();
    for (var entry : windows.entrySet()) {
      Path csv = folder.resolve("data").resolve(entry.getKey());
      if (!Files.isRegularFile(csv)) {
        problems.add(csv + ": missing, but named in " + labels);
        continue;
      }
      NabCsv rows = NabCsv.read(csv, problems);
      series.add(
          new NabSeries(
              entry.getKey(),
              rows.times(),
              rows.values(),
              rows.windows(entry.getValue(), labels + ": " + entry.getKey(), problems)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.size()
              + " problems in "
              + folder
              + "\n"
              + String.join("\n", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))));
    }
    return new NabCorpus(series, NabProfile.read(folder.resolve("config/profiles.json")));
  }

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException listing the names that there are
   */
  public NabProfile profile(String name) {
    return profiles.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no profile "
                        + name
                        + "; there are "
                        + profiles.stream().map(NabProfile::name).toList()));
  }

  /** Number of rows of all series. */
  public long rows() {
    return series.stream().mapToLong(NabSeries::rows).sum();
  }
}
