package dev.reeve.jobs.files;

import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.RecordSize;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One JSON object a line, in UTF-8. A line that is no event comes out as its bytes, of a line that
 * is larger than an event may be as many as show it.
 */
final class JsonEventFile implements EventFile {

  private static final int MOST_BYTES = RecordSize.MOST_INPUT + 1;

  private final String path;
  private final InputStream in;
  private long number;

  JsonEventFile(Path file, String path) throws IOException {
    this.path = path;
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  @Override
  public SourceRecord next() throws IOException {
    byte[] line = line();
    if (line == null) {
      return null;
    }
    try {
      return EventFile.record(path, number, JsonEvent.read(line));
    } catch (IllegalArgumentException e) {
      return EventFile.malformed(path, number, line);
    } finally {
      number++;
    }
  }

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() < MOST_BYTES) {
        line.write(next);
      }
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
