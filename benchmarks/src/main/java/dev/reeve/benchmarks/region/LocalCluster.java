package dev.reeve.benchmarks.region;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Environments whose jobs run in this JVM as a region's job would: RocksDB, incremental checkpoints
 * every second, object reuse.
 */
public final class LocalCluster {

  private LocalCluster() {}

  /**
   * An environment; each job gets a cluster of its own.
   *
   * @param parallelism subtasks of an operator
   * @param folder where RocksDB and checkpoints lie
   */
  public static StreamExecutionEnvironment environment(int parallelism, Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(RocksDBOptions.LOCAL_DIRECTORIES, folder.resolve("rocksdb").toString());
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 2 * parallelism);
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}
