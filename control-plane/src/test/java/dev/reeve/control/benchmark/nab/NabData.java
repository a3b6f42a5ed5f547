package dev.reeve.control.benchmark.nab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real corpus for tests: without it they are skipped, under CI they fail. */
final class NabData {

  private NabData() {}

  static NabCorpus corpus() throws IOException {
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
    return NabCorpus.read(folder);
  }
}
