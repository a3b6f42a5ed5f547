package dev.reeve.control.region;

import dev.reeve.local.LocalStack;
import dev.reeve.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * A local stack for one run: broker and Flink in this JVM, the registry as its child, everything in
 * a folder that goes with it, on Ctrl-C too.
 */
public final class ScratchStack implements AutoCloseable {

  private static final int MANAGED_MB_PER_SLOT = 48;

  private final Path folder;
  private final LocalStack stack;
  private final Thread hook;
  private boolean closed;

  private ScratchStack(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
    this.hook = new Thread(this::end, "end-stack");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts it.
   *
   * @param slots of Flink's one TaskManager: the sum of the jobs' parallelism
   */
  public static ScratchStack start(int slots) throws IOException {
    Path folder = Files.createTempDirectory("reeve-");
    Configuration flink = new Configuration();
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes((long) MANAGED_MB_PER_SLOT * slots));
    StackOptions options = StackOptions.in(folder).withTaskManagers(1, slots).withFlink(flink);
    try {
      return new ScratchStack(folder, LocalStack.embedded(options));
    } catch (IOException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /** The servers. */
  public LocalStack stack() {
    return stack;
  }

  /** Where savepoints of the run go. */
  public String savepoints() {
    return folder.resolve("savepoints").toUri().toString();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    end();
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stack.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A server that is still ending may write once more; the folder is in the temporary folder.
      System.err.println("reeve: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
