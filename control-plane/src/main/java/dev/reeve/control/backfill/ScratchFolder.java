package dev.reeve.control.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a backfill needs while it runs, in a folder inside its output folder, where there is room
 * for all rows; it goes with the run, on Ctrl-C too.
 */
final class ScratchFolder implements AutoCloseable {

  /** Folder of the parts that the job writes, below the output folder. */
  static final String PARTS = ".running/parts";

  private static final String NAME = ".running";

  private final Path path;
  private final Thread hook;

  private ScratchFolder(Path path) {
    this.path = path;
    this.hook = new Thread(this::delete, "delete-scratch");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Makes it. */
  static ScratchFolder in(Path out) throws IOException {
    return new ScratchFolder(Files.createDirectories(out.resolve(NAME)));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    delete();
  }

  private void delete() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.err.println("reeve: " + path + " could not be removed: " + e.getMessage());
    }
  }
}
