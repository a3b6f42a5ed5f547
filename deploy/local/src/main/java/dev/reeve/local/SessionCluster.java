package dev.reeve.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Flink as it runs in production, on loopback: a JobManager and TaskManagers in processes of their
 * own, which may be killed and replaced, with web UI, REST API and command line.
 */
public final class SessionCluster implements AutoCloseable {

  private static final Duration CLI_WITHIN = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path logs;
  private final FlinkCommand command;
  private final int restPort;
  private final List<ServerProcess> taskManagers = new ArrayList<>();
  private ServerProcess jobManager;
  private int taskManagersEver;

  private SessionCluster(Path logs, FlinkCommand command, int restPort) {
    this.logs = logs;
    this.command = command;
    this.restPort = restPort;
  }

  /** {@link #start(Path, int, int, Configuration)} with the settings of the local stack. */
  public static SessionCluster start(Path dir, int taskManagers, int slots) throws IOException {
    return start(dir, taskManagers, slots, new Configuration());
  }

  /**
   * Starts the processes; returns when every TaskManager is registered.
   *
   * @param dir for settings, logs, checkpoints, savepoints and temporary files
   * @param slots of each TaskManager
   * @param overrides win over the settings of the local stack; {@code rest.port} names the web UI's
   *     port, else it is a free one
   * @throws IOException if Flink is not installed or the cluster is not complete within 3 minutes
   */
  public static SessionCluster start(Path dir, int taskManagers, int slots, Configuration overrides)
      throws IOException {
    Configuration configuration = FlinkDefaults.of(dir, slots, processes(overrides));
    Path conf = Files.createDirectories(dir.resolve("conf"));
    Path logs = Files.createDirectories(dir.resolve("logs"));
    Files.createDirectories(dir.resolve("tmp"));
    Files.write(
        conf.resolve("config.yaml"),
        ConfigurationUtils.convertConfigToWritableLines(configuration, false));
    ServerLog.copyTo(conf.resolve("log4j.properties"));
    SessionCluster cluster =
        new SessionCluster(
            logs, new FlinkCommand(conf, logs, configuration), configuration.get(RestOptions.PORT));
    try {
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.launchTaskManager();
      }
      cluster.awaitTaskManagers();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Address of the web UI and of the REST API. */
  public String webUrl() {
    return "http://127.0.0.1:" + restPort;
  }

  /** Port of the web UI and of the REST API, for {@code flink -m 127.0.0.1:PORT}. */
  public int restPort() {
    return restPort;
  }

  /** The JobManager's process. */
  public RunningProcess jobManager() {
    return jobManager.running();
  }

  /** The processes of the living TaskManagers, oldest first. */
  public synchronized List<RunningProcess> taskManagers() {
    return taskManagers.stream()
        .filter(ServerProcess::isAlive)
        .map(ServerProcess::running)
        .toList();
  }

  /**
   * Starts one more TaskManager; returns at once, {@link #awaitTaskManagers()} waits for it.
   *
   * @throws IOException if the process cannot be started
   */
  public synchronized RunningProcess startTaskManager() throws IOException {
    return launchTaskManager().running();
  }

  /**
   * Waits until every TaskManager that was started and not killed is registered.
   *
   * @throws IOException if one of them ended by itself, or if it takes more than 3 minutes
   */
  public void awaitTaskManagers() throws IOException {
    List<ServerProcess> expected = startedTaskManagers();
    List<String> names = expected.stream().map(ServerProcess::name).toList();
    Readiness.await(
        jobManager,
        () ->
            !expected.stream().allMatch(ServerProcess::isAlive)
                || registeredTaskManagers().containsAll(names));
    for (ServerProcess process : expected) {
      if (!process.isAlive()) {
        throw new IOException(process + " ended by itself:\n" + process.tail());
      }
    }
  }

  /**
   * Ends a process of this cluster at once (SIGKILL) and waits until it is gone.
   *
   * @throws IllegalArgumentException if the pid is none of this cluster's
   */
  public synchronized void kill(long pid) {
    ServerProcess victim =
        processes()
            .filter(process -> process.pid() == pid)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pid %d is none of this cluster's: %s"
                            .formatted(pid, processes().map(ServerProcess::running).toList())));
    victim.kill();
    taskManagers.remove(victim);
  }

  /** Starts the JobManager again on its old address, after {@link #kill(long)}. */
  public void startJobManager() throws IOException {
    jobManager =
        ServerProcess.start(
            "jobmanager",
            logs.resolve("jobmanager.out"),
            command.environment(),
            command.jobManager("jobmanager"));
  }

  /**
   * Runs Flink's own command line against this cluster, for example {@code run -d job.jar}.
   *
   * @throws IOException if it does not end within 3 minutes
   */
  public CommandResult cli(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ServerProcess.command(command.cli(List.of(arguments))));
    builder.environment().putAll(command.environment());
    Path output = Files.createTempFile(logs, "cli-", ".out");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(CLI_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "flink %s did not end within %d s:%n%s"
                .formatted(
                    String.join(" ", arguments), CLI_WITHIN.toSeconds(), Files.readString(output)));
      }
      return new CommandResult(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while flink was running");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ends all processes, jobs with them; checkpoints stay. */
  @Override
  public synchronized void close() {
    taskManagers.parallelStream().forEach(ServerProcess::kill);
    taskManagers.clear();
    if (jobManager != null) {
      jobManager.close();
    }
  }

  private synchronized ServerProcess launchTaskManager() throws IOException {
    String name = "taskmanager-" + ++taskManagersEver;
    ServerProcess process =
        ServerProcess.start(
            name, logs.resolve(name + ".out"), command.environment(), command.taskManager(name));
    taskManagers.add(process);
    return process;
  }

  private Set<String> registeredTaskManagers() throws IOException {
    if (!Ports.answers(restPort)) {
      throw new IOException("nothing listens on " + webUrl());
    }
    try (InputStream answer = URI.create(webUrl() + "/taskmanagers").toURL().openStream()) {
      return Set.copyOf(JSON.readTree(answer).path("taskmanagers").findValuesAsText("id"));
    }
  }

  private synchronized List<ServerProcess> startedTaskManagers() {
    return List.copyOf(taskManagers);
  }

  private Stream<ServerProcess> processes() {
    return Stream.concat(Stream.ofNullable(jobManager), taskManagers.stream());
  }

  private static Configuration processes(Configuration overrides) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.PORT, Ports.free());
    settings.set(JobManagerOptions.PORT, Ports.free());
    settings.set(BlobServerOptions.PORT, "0");
    settings.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(800));
    settings.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1400));
    settings.addAll(overrides);
    // A range of ports would make the address unknown before the JobManager has chosen.
    settings.set(RestOptions.BIND_PORT, Integer.toString(settings.get(RestOptions.PORT)));
    return settings;
  }
}
