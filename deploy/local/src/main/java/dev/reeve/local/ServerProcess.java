package dev.reeve.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own. It ends when it is closed, and with the JVM that started it; its
 * output goes to a file.
 */
final class ServerProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int TAIL_LINES = 15;

  /**
   * A terminal sends Ctrl-C to all processes that it started; the servers have to stay until the
   * one that started them is done with them.
   */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  private final String name;
  private final Path output;
  private final Process process;
  private final Thread endWithParent;

  private ServerProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
    this.endWithParent = new Thread(process::destroyForcibly, "end-" + name);
    Runtime.getRuntime().addShutdownHook(endWithParent);
  }

  /**
   * Starts {@code java} with the given arguments.
   *
   * @param output takes standard output and standard error, appended
   * @throws IOException if the process cannot be started
   */
  static ServerProcess start(
      String name, Path output, Map<String, String> environment, List<String> arguments)
      throws IOException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
    command.addAll(command(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new ServerProcess(name, output, builder.start());
  }

  /** The command line of this JVM's own {@code java} with the given arguments. */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  RunningProcess running() {
    return new RunningProcess(name, pid());
  }

  /** Ends the process at once (SIGKILL) and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(GRACE);
    forget();
  }

  /** Asks the process to end (SIGTERM), kills it after 10 seconds, and waits until it is gone. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd(GRACE)) {
      kill();
    }
    forget();
  }

  /** The last lines of its output, for the message of an error. */
  String tail() {
    try {
      List<String> lines = Files.readString(output, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(its output could not be read: " + e + ")";
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ", output in " + output + ")";
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(endWithParent);
    } catch (IllegalStateException e) {
      // This JVM is ending: the hook is running, and the process ends either way.
    }
  }
}
