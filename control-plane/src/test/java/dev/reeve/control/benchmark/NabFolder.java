package dev.reeve.control.benchmark;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the real data: without it tests are skipped by name, under CI they fail. */
public final class NabFolder {

  private NabFolder() {}

  /** The folder. */
  public static Path require() {
    Path folder = Path.of(System.getProperty("reeve.data", "../shared/data"), "nab");
    if (!Files.isDirectory(folder.resolve("data"))) {
      String message =
          "NAB is not in "
              + folder.toAbsolutePath().normalize()
              + ": clone https://github.com/numenta/NAB (v1.1) as the folder nab of some DIR and"
              + " run with -Dreeve.data=DIR";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }
}
