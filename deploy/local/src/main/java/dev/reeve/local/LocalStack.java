package dev.reeve.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/**
 * Broker, registry and Flink, started together and ended in reverse; no process stays behind.
 *
 * <p>{@linkplain #embedded Embedded}, broker and Flink share this JVM and the registry is its
 * child. As {@linkplain #processes processes}, each server has a JVM of its own.
 */
public final class LocalStack implements AutoCloseable {

  private final List<AutoCloseable> servers;

  private LocalStack(List<AutoCloseable> servers) {
    this.servers = servers;
  }

  /**
   * Starts broker and Flink in this JVM, the registry as its child.
   *
   * @throws IOException if one of them does not start; the others have been ended then
   */
  public static LocalStack embedded(StackOptions options) throws IOException {
    Path dir = options.dir();
    return start(
        () -> LocalBroker.start(dir.resolve("broker"), options.brokerPort()),
        () -> registry(options),
        () ->
            LocalFlink.start(
                dir.resolve("flink"), options.taskManagers(), options.slots(), flink(options)));
  }

  /**
   * Starts every server as a process.
   *
   * @throws IOException if one of them does not start; the others have been ended then
   */
  public static LocalStack processes(StackOptions options) throws IOException {
    Path dir = options.dir();
    return start(
        () -> BrokerProcess.start(dir.resolve("broker"), options.brokerPort(), dir.resolve("logs")),
        () -> registry(options),
        () ->
            SessionCluster.start(
                dir.resolve("flink"), options.taskManagers(), options.slots(), flink(options)));
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrap() {
    return servers.get(0) instanceof LocalBroker broker
        ? broker.bootstrap()
        : server(BrokerProcess.class).bootstrap();
  }

  /** Address of the registry's Confluent API, version 7. */
  public String registryUrl() {
    return registry().url();
  }

  /** Address of Flink's web UI and REST API. */
  public String webUrl() {
    return servers.get(2) instanceof LocalFlink flink ? flink.webUrl() : cluster().webUrl();
  }

  /** The registry. */
  public LocalRegistry registry() {
    return server(LocalRegistry.class);
  }

  /**
   * Flink in this JVM.
   *
   * @throws IllegalStateException if this stack is not embedded
   */
  public LocalFlink flink() {
    return server(LocalFlink.class);
  }

  /**
   * The broker's process.
   *
   * @throws IllegalStateException if this stack is embedded
   */
  public BrokerProcess broker() {
    return server(BrokerProcess.class);
  }

  /**
   * Flink's processes.
   *
   * @throws IllegalStateException if this stack is embedded
   */
  public SessionCluster cluster() {
    return server(SessionCluster.class);
  }

  /** All servers that have a process of their own. */
  public List<RunningProcess> running() {
    List<RunningProcess> running = new ArrayList<>();
    for (AutoCloseable server : servers) {
      if (server instanceof BrokerProcess broker) {
        running.add(broker.running());
      } else if (server instanceof LocalRegistry registry) {
        running.add(registry.running());
      } else if (server instanceof SessionCluster cluster) {
        running.add(cluster.jobManager());
        running.addAll(cluster.taskManagers());
      }
    }
    return running;
  }

  /**
   * Ends Flink, then the registry, then the broker; each even if one before did not end cleanly.
   */
  @Override
  public void close() throws IOException {
    IOException failure = close(servers);
    if (failure != null) {
      throw failure;
    }
  }

  /** At the same time, because each spends most of its start waiting. */
  @SafeVarargs
  private static LocalStack start(Callable<? extends AutoCloseable>... starts) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(starts.length);
    List<AutoCloseable> started = new ArrayList<>();
    IOException failure = null;
    try {
      List<Future<? extends AutoCloseable>> pending = new ArrayList<>();
      for (Callable<? extends AutoCloseable> start : starts) {
        pending.add(threads.submit(start));
      }
      for (Future<? extends AutoCloseable> server : pending) {
        try {
          started.add(server.get());
        } catch (ExecutionException e) {
          failure = join(failure, new IOException(e.getCause().getMessage(), e.getCause()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new InterruptedIOException("Interrupted while the stack was starting");
    } finally {
      threads.shutdownNow();
    }
    if (failure != null) {
      throw join(failure, close(started));
    }
    return new LocalStack(List.copyOf(started));
  }

  private static IOException close(List<AutoCloseable> servers) {
    IOException failure = null;
    for (int i = servers.size() - 1; i >= 0; i--) {
      try {
        servers.get(i).close();
      } catch (Exception e) {
        failure = join(failure, new IOException("A server did not end cleanly: " + e, e));
      }
    }
    return failure;
  }

  private static IOException join(IOException first, IOException next) {
    if (first == null) {
      return next;
    }
    if (next != null) {
      first.addSuppressed(next);
    }
    return first;
  }

  private static LocalRegistry registry(StackOptions options) throws IOException {
    Path dir = options.dir();
    return LocalRegistry.start(
        dir.resolve("registry"), options.registryPort(), dir.resolve("logs"));
  }

  private static Configuration flink(StackOptions options) {
    Configuration flink = new Configuration(options.flink());
    if (options.webPort() != 0) {
      flink.set(RestOptions.PORT, options.webPort());
    }
    return flink;
  }

  private <T> T server(Class<T> type) {
    return servers.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This stack has no " + type.getSimpleName() + ", it has " + servers));
  }
}
