package dev.reeve.jobs.backfill;

import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a backfill writes: a folder for each kind of line, with files whose names begin with {@code
 * part-} once they are complete.
 *
 * @param folder folder of all
 */
public record OutputFolder(Path folder) {

  /** Folder of rejected records, one a line: topic, partition, offset and JSON, parted by tabs. */
  public static final String REJECTED = "rejected";

  /** Folder of account records, one in JSON a line. */
  public static final String ACCOUNTS = "accounts";

  private static final String COMPLETE = "part-";

  /** Folder of the rows of a feature set. */
  public static String rows(FeatureSetDefinition set) {
    return "rows/" + set.name() + ".v" + set.version();
  }

  /** The complete files of a kind, ordered by name. */
  public List<Path> files(String kind) throws IOException {
    Path of = folder.resolve(kind);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(COMPLETE))
          .sorted()
          .toList();
    }
  }
}
