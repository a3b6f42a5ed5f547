package dev.reeve.control.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the local stack of {@code reeve up} is, so that other commands find it.
 *
 * @param bootstrap {@code bootstrap.servers} of the broker
 * @param registry URL of the registry
 * @param flink URL of Flink's REST API and web UI
 * @param pid process that keeps the stack
 */
public record LocalState(String bootstrap, String registry, String flink, long pid) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The project's root, as {@code ./reeve} tells it. */
  public static Path home() {
    return Path.of(System.getProperty("reeve.root", "")).toAbsolutePath();
  }

  private static Path file() {
    return home().resolve("control-plane/target/local.json");
  }

  /** What the running stack wrote; empty when none runs. */
  public static Optional<LocalState> read() {
    try {
      LocalState state = JSON.readValue(Files.readString(file()), LocalState.class);
      boolean alive = ProcessHandle.of(state.pid()).map(ProcessHandle::isAlive).orElse(false);
      return alive ? Optional.of(state) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Tells others. */
  public void write() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text() + "\n");
  }

  /** Takes it back, unless another stack has written since. */
  public void remove() {
    try {
      if (read().map(this::equals).orElse(false)) {
        Files.deleteIfExists(file());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String text() throws JsonProcessingException {
    return JSON.writeValueAsString(this);
  }
}
