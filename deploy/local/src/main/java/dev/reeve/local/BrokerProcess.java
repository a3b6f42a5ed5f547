package dev.reeve.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A {@link LocalBroker} in a process of its own, which may be killed and started again. */
public final class BrokerProcess implements AutoCloseable {

  private final ServerProcess process;
  private final int port;

  private BrokerProcess(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the process; returns when clients are served.
   *
   * @param dir for the broker's data alone
   * @param port on 127.0.0.1, or 0 for a free one
   * @param logs folder of the log file
   * @throws IOException if the broker does not start within 3 minutes
   */
  public static BrokerProcess start(Path dir, int port, Path logs) throws IOException {
    int chosen = Ports.orFree(port);
    ServerProcess process =
        ServerProcess.start(
            "broker",
            logs.resolve("broker.out"),
            // By environment, because a test's class path is longer than a good command line.
            Map.of("CLASSPATH", System.getProperty("java.class.path")),
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + ServerLog.CONFIGURATION,
                "-Dlog.file=" + logs.resolve("broker.log").toAbsolutePath(),
                LocalBroker.class.getName(),
                dir.toAbsolutePath().toString(),
                Integer.toString(chosen)));
    BrokerProcess broker = new BrokerProcess(process, chosen);
    try {
      Readiness.await(process, broker::hasOneNode);
      return broker;
    } catch (IOException | RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Its name and process id. */
  public RunningProcess running() {
    return process.running();
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean hasOneNode() throws Exception {
    if (!Ports.answers(port)) {
      return false;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    }
  }
}
