package dev.reeve.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker in this JVM: one KRaft node, broker and controller, on loopback. Its topics
 * survive a restart on the same directory.
 */
public final class LocalBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final int port;

  private LocalBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Formats the directory where it is new, and starts; returns when clients are served.
   *
   * @param dir for the broker's data alone
   * @param port on 127.0.0.1, or 0 for a free one
   * @throws IOException if the directory cannot be formatted
   */
  public static LocalBroker start(Path dir, int port) throws IOException {
    int chosen = Ports.orFree(port);
    Map<String, String> properties = BrokerProperties.of(dir, chosen, Ports.free());
    format(dir, properties);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new LocalBroker(server, chosen);
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Runs a broker as a process until it is ended; arguments: directory, port. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: LocalBroker DIRECTORY PORT");
      System.exit(2);
    }
    LocalBroker broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    broker.server.awaitShutdown();
  }

  private static void format(Path dir, Map<String, String> properties) throws IOException {
    Files.createDirectories(dir);
    Path file = dir.resolve("server.properties");
    StringBuilder text = new StringBuilder();
    properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, text);
    String[] command = {
      "format",
      "--standalone",
      "--ignore-formatted",
      "--cluster-id",
      BrokerProperties.clusterId(),
      "--config",
      file.toString()
    };
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int exit = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new IOException(
          "Kafka could not format %s: %s".formatted(dir, output.toString(StandardCharsets.UTF_8)));
    }
  }
}
