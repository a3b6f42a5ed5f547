package dev.reeve.jobs.files;

import dev.reeve.schema.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads the files of a folder one after the other. */
final class EventFilesReader implements Iterator<SourceRecord> {

  private final Path folder;
  private final Iterator<String> paths;
  private EventFile open;
  private SourceRecord next;
  private long done;

  /**
   * @param done records to skip
   */
  EventFilesReader(String folder, List<String> paths, long done) {
    this.folder = Path.of(folder);
    this.paths = paths.iterator();
    advance();
    while (this.done < done && next != null) {
      next();
    }
  }

  /** Records that were handed out. */
  long done() {
    return done;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public SourceRecord next() {
    if (next == null) {
      throw new NoSuchElementException("all files of " + folder + " were read");
    }
    SourceRecord record = next;
    done++;
    advance();
    return record;
  }

  private void advance() {
    try {
      next = open == null ? null : open.next();
      while (next == null && paths.hasNext()) {
        if (open != null) {
          open.close();
        }
        String path = paths.next();
        open = EventFile.open(folder.resolve(path), path);
        next = open.next();
      }
      if (next == null && open != null) {
        open.close();
        open = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the files of " + folder + " cannot be read", e);
    }
  }
}
