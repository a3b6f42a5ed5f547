package dev.reeve.local;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A schema registry in a process of its own on loopback: Apicurio behind Confluent's API, its
 * schemas in an H2 file. Every subject is FULL_TRANSITIVE unless it has a rule of its own.
 */
public final class LocalRegistry implements AutoCloseable {

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private final ServerProcess process;
  private final int port;

  private LocalRegistry(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the process; returns when it answers and the compatibility is set.
   *
   * @param dir for the registry's data alone; schemas in it survive a restart
   * @param port on 127.0.0.1, or 0 for a free one
   * @param logs folder of the log file
   * @throws IOException if the registry is not installed or not ready within 3 minutes
   */
  public static LocalRegistry start(Path dir, int port, Path logs) throws IOException {
    int chosen = Ports.orFree(port);
    Files.createDirectories(dir);
    ServerProcess process =
        ServerProcess.start(
            "registry",
            logs.resolve("registry.log"),
            Map.of(),
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + chosen,
                "-Dquarkus.log.level=WARN",
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + dir.resolve("db").toAbsolutePath(),
                "-jar",
                Installation.registryJar().toString()));
    LocalRegistry registry = new LocalRegistry(process, chosen);
    try {
      Readiness.await(process, registry::setCompatibility);
      return registry;
    } catch (IOException | RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  /** Address of Confluent's API, version 7, for a registry client. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
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

  private boolean setCompatibility() throws Exception {
    if (!Ports.answers(port)) {
      return false;
    }
    try (CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(url(), 1)) {
      return COMPATIBILITY.equals(client.updateCompatibility(null, COMPATIBILITY));
    }
  }
}
