package dev.reeve.jobs;

import dev.reeve.jobs.edges.KafkaEdges;
import dev.reeve.jobs.options.OptionsTable;
import dev.reeve.jobs.options.RegionOptions;
import java.util.Arrays;
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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of one region: its agents on its own Kafka. Flink runs this main; OPTIONS.md lists the
 * options.
 */
public final class RegionAgentJob {

  private RegionAgentJob() {}

  /**
   * Submits the job.
   *
   * @throws dev.reeve.jobs.options.InvalidOptions with all problems at once. Not an exit code: the
   *     web UI runs this in the JobManager's own process
   */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.println(OptionsTable.REGION.help());
      return;
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    RegionOptions options = RegionOptions.of(environment.getConfiguration().toMap(), arguments);
    define(environment, options);
    environment.execute(name(options));
  }

  /** Adds the job to the environment, with its edges in Kafka, and configures what it relies on. */
  public static void define(StreamExecutionEnvironment environment, RegionOptions options) {
    environment.configure(configuration(options, environment.getConfiguration()));
    new RegionAgentTopology(options, new KafkaEdges(options)).build(environment);
  }

  /** The name that Flink shows. */
  public static String name(RegionOptions options) {
    return "reeve " + options.prefix() + options.region();
  }

  /**
   * What the job's promises rest on, whatever the cluster says, and a state backend where the
   * cluster names none. Restarts, checkpoint storage and memory are the cluster's business.
   */
  static Configuration configuration(RegionOptions options, ReadableConfig cluster) {
    Configuration job = new Configuration();
    job.set(PipelineOptions.GENERIC_TYPES, false);
    job.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    job.set(PipelineOptions.OBJECT_REUSE, true);
    job.set(ExecutionOptions.BUFFER_TIMEOUT, options.bufferTimeout());
    job.set(PipelineOptions.MAX_PARALLELISM, options.maxParallelism());
    job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
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
    job.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    return job;
  }
}
