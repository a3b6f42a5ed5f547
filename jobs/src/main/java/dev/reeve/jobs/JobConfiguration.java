package dev.reeve.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;

/**
 * What the promises of a job rest on, whatever the cluster says, and a state backend where the
 * cluster names none. Restarts, checkpoint storage and memory are the cluster's business.
 *
 * @param bufferTimeout how long a record may wait in a network buffer
 * @param checkpointInterval time between checkpoints
 */
record JobConfiguration(
    Duration bufferTimeout, Duration checkpointInterval, int parallelism, int maxParallelism) {

  /** The settings, on top of those of the cluster. */
  Configuration on(ReadableConfig cluster) {
    Configuration job = new Configuration();
    job.set(PipelineOptions.GENERIC_TYPES, false);
    job.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    job.set(PipelineOptions.OBJECT_REUSE, true);
    job.set(ExecutionOptions.BUFFER_TIMEOUT, bufferTimeout);
    job.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
    job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    job.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // Broadcast state that was overtaken by a barrier would come back out of order.
    job.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    job.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (cluster.getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
      job.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
      job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
      // Every event asks for an id that is normally not there.
      job.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    }
    job.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    return job;
  }
}
