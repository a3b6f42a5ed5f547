package dev.reeve.jobs.testing;

import dev.reeve.local.LocalBroker;
import dev.reeve.local.LocalRegistry;
import dev.reeve.local.SessionCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real broker and a real registry, one of each for all tests of this JVM. */
public final class TestingStack {

  private static TestingStack stack;

  private final Path dir;
  private final LocalBroker broker;
  private final LocalRegistry registry;
  private SessionCluster cluster;

  private TestingStack() throws IOException {
    dir = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "stack");
    broker = LocalBroker.start(dir.resolve("broker"), 0);
    registry = LocalRegistry.start(dir.resolve("registry"), 0, dir.resolve("logs"));
  }

  /** Starts it at the first call; it ends with the JVM. */
  public static synchronized TestingStack get() {
    try {
      if (stack == null) {
        stack = new TestingStack();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-testing-stack"));
      }
      return stack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A session cluster of two TaskManagers, started at the first call. Each has one slot, so that a
   * job with two subtasks runs on both, and none can be killed without the job noticing.
   */
  public synchronized SessionCluster cluster() throws IOException {
    if (cluster == null) {
      cluster = SessionCluster.start(dir.resolve("flink"), 2, 1);
    }
    return cluster;
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  public String registry() {
    return registry.url();
  }

  /** A folder of its own for a test. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(dir.resolve(name));
  }

  private void close() {
    if (cluster != null) {
      cluster.close();
    }
    registry.close();
    broker.close();
  }
}
