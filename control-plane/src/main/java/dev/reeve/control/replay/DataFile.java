package dev.reeve.control.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of the data folder.
 *
 * @param location where it is
 * @param path its path below the data folder, with {@code /}
 */
record DataFile(Path location, String path) {

  private static final String GZIP = ".gz";

  /**
   * Reads it byte by byte, unpacked where its name ends with .gz: every byte is one character, so
   * that a malformed one spoils its own line and not what follows.
   */
  BufferedReader read() throws IOException {
    InputStream in = Files.newInputStream(location);
    try {
      InputStream plain = path.endsWith(GZIP) ? new GZIPInputStream(in, 1 << 16) : in;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Name without ending. */
  String stem() {
    String name = location.getFileName().toString();
    if (name.endsWith(GZIP)) {
      name = name.substring(0, name.length() - GZIP.length());
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Name of the folder that it lies in; empty at the top. */
  String folder() {
    String[] parts = path.split("/");
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  /** Event id of a row, counted from 0 behind the header. */
  String eventId(long row) {
    return path + "#" + row;
  }
}
