package dev.reeve.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Flink in this JVM, with its web UI, for any number of jobs. */
public final class LocalFlink implements AutoCloseable {

  private final MiniCluster cluster;
  private final Configuration configuration;
  private final URI web;

  private LocalFlink(MiniCluster cluster, Configuration configuration, URI web) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.web = web;
  }

  /**
   * Starts JobManager, TaskManagers and web UI on 127.0.0.1.
   *
   * @param dir for checkpoints, savepoints and temporary files
   * @param slots of each TaskManager
   * @param overrides win over the settings of the local stack; {@code rest.port} names the web UI's
   *     port, else it is a free one
   * @throws IOException if the cluster does not start
   */
  public static LocalFlink start(Path dir, int taskManagers, int slots, Configuration overrides)
      throws IOException {
    Files.createDirectories(dir.resolve("tmp"));
    Configuration settings = new Configuration();
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    settings.set(RestOptions.PORT, 0);
    // Nobody can kill a part of this JVM; a busy machine must not look like it.
    settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(60));
    settings.addAll(overrides);
    Configuration configuration = FlinkDefaults.of(dir, slots, settings);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      URI web = cluster.getRestAddress().get();
      configuration.set(RestOptions.PORT, web.getPort());
      return new LocalFlink(cluster, configuration, web);
    } catch (Exception e) {
      cluster.closeAsync();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("Flink did not start in " + dir, e);
    }
  }

  /** Address of the web UI and of the REST API. */
  public String webUrl() {
    return web.toString();
  }

  /** An environment that holds this cluster's settings; hand it to {@link #submit}. */
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(configuration);
  }

  /**
   * Starts the job that was built in the environment.
   *
   * @param name shown in the web UI
   * @return the running job's client: its id, status, savepoints, end
   * @throws IOException if the job is refused
   */
  public JobClient submit(StreamExecutionEnvironment environment, String name) throws IOException {
    try {
      StreamGraph graph = environment.getStreamGraph();
      graph.setJobName(name);
      Configuration settings = Configuration.fromMap(environment.getConfiguration().toMap());
      PipelineExecutorUtils.getStreamGraph(graph, settings).serializeUserDefinedInstances();
      JobID id = cluster.submitJob(graph).get().getJobID();
      return new ClusterClientJobClientAdapter<>(
          () -> new MiniClusterClient(configuration, cluster),
          id,
          Thread.currentThread().getContextClassLoader());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while submitting " + name);
    } catch (Exception e) {
      throw new IOException("Flink refused the job " + name, e);
    }
  }

  /** The cluster itself, to end a TaskManager or start another. */
  public MiniCluster cluster() {
    return cluster;
  }

  /** Ends jobs and cluster; checkpoints stay. */
  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("Flink did not end cleanly", e);
    }
  }
}
