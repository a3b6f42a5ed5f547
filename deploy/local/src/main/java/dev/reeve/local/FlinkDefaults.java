package dev.reeve.local;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;

/** Flink's settings on one machine, the same for a MiniCluster and for a session cluster. */
final class FlinkDefaults {

  static final String LOOPBACK = "127.0.0.1";

  private FlinkDefaults() {}

  /**
   * Settings of a cluster whose files are all below a folder.
   *
   * @param overrides win over what is set here
   */
  static Configuration of(Path dir, int slots, Configuration overrides) {
    Configuration flink = new Configuration();
    loopback(flink);
    state(flink, dir);
    failure(flink);
    patience(flink);
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    flink.set(CoreOptions.TMP_DIRS, dir.resolve("tmp").toAbsolutePath().toString());
    flink.set(WebOptions.SUBMIT_ENABLE, true);
    flink.set(WebOptions.TMP_DIR, dir.resolve("tmp").toAbsolutePath().toString());
    flink.addAll(overrides);
    return flink;
  }

  private static void loopback(Configuration flink) {
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
  }

  private static void state(Configuration flink, Path dir) {
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Every event asks for an id that is normally not there.
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder(dir, "checkpoints"));
    flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, folder(dir, "savepoints"));
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** Flink's own limits of 10 s are too short for a machine that is busy with other things. */
  private static void patience(Configuration flink) {
    flink.set(RpcOptions.STARTUP_TIMEOUT, Duration.ofMinutes(2));
    flink.set(RpcOptions.ASK_TIMEOUT_DURATION, Duration.ofMinutes(1));
  }

  /**
   * A killed process is missed after 8 s at most; a job comes back each time, for a very long time.
   */
  private static void failure(Configuration flink) {
    flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(8));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
  }

  private static String folder(Path dir, String name) {
    return dir.resolve(name).toAbsolutePath().toUri().toString();
  }
}
