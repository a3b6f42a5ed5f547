package dev.reeve.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folders into which the build puts the servers that run as programs: the registry and Flink.
 *
 * <p>They are {@code deploy/local/target/registry} and {@code deploy/local/target/flink} below the
 * project's root, which is {@code -Dreeve.root} or the nearest folder above the working directory
 * that holds {@code deploy/local}. {@code -Dreeve.registry.home} and {@code -Dreeve.flink.home}
 * name other folders.
 */
final class Installation {

  private Installation() {}

  /** The jar that starts the registry. */
  static Path registryJar() throws IOException {
    Path home = home("reeve.registry.home", "registry");
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("No *-runner.jar in " + home + "; " + remedy()));
    }
  }

  /** Flink's jars and what they need. */
  static Path flinkLib() throws IOException {
    Path lib = home("reeve.flink.home", "flink").resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new IOException("There is no folder " + lib + "; " + remedy());
    }
    return lib;
  }

  private static Path home(String property, String folder) throws IOException {
    String named = System.getProperty(property);
    Path home = named != null ? Path.of(named) : root().resolve("deploy/local/target/" + folder);
    if (!Files.isDirectory(home)) {
      throw new IOException(
          "There is no folder %s (-D%s names another); %s".formatted(home, property, remedy()));
    }
    return home.toAbsolutePath();
  }

  private static Path root() throws IOException {
    String named = System.getProperty("reeve.root");
    if (named != null) {
      return Path.of(named);
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("deploy/local"))) {
        return folder;
      }
    }
    throw new IOException("Neither " + start + " nor a folder above it holds deploy/local");
  }

  private static String remedy() {
    return "run: ./mvnw -pl deploy/local -am process-resources";
  }
}
