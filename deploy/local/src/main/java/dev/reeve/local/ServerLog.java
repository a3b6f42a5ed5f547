package dev.reeve.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The logging configuration of the servers: warnings and errors, to the file {@code -Dlog.file}.
 */
final class ServerLog {

  /** Name of the log4j2 configuration in the class path. */
  static final String CONFIGURATION = "reeve-log4j2.properties";

  private ServerLog() {}

  /** Copies the configuration to a file, for programs that do not have this class path. */
  static void copyTo(Path file) throws IOException {
    try (InputStream resource = ServerLog.class.getResourceAsStream("/" + CONFIGURATION)) {
      if (resource == null) {
        throw new IOException(CONFIGURATION + " is not in the class path");
      }
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
