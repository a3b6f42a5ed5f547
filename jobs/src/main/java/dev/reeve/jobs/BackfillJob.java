package dev.reeve.jobs;

import dev.reeve.jobs.backfill.BackfillInputs;
import dev.reeve.jobs.backfill.BackfillRelease;
import dev.reeve.jobs.edges.BackfillEdges;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.jobs.options.OptionsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that computes features of the past: it reads a bounded range, writes files and ends.
 * OPTIONS.md lists the options. It runs as a bounded stream, since Flink's batch mode would order
 * the events of an entity by their timestamps instead of their positions.
 */
public final class BackfillJob {

  private BackfillJob() {}

  /**
   * Submits the job.
   *
   * @throws IllegalArgumentException with all problems of the options, or of what they name, at
   *     once. Not an exit code: the web UI runs this in the JobManager's own process
   */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.println(OptionsTable.BACKFILL.help());
      return;
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    BackfillOptions options = BackfillOptions.of(arguments);
    List<String> problems = BackfillInputs.problems(options);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    define(environment, options);
    environment.execute(name(options));
  }

  /** Adds the job to the environment and configures what it relies on. */
  public static void define(StreamExecutionEnvironment environment, BackfillOptions options) {
    environment.configure(configuration(options, environment.getConfiguration()));
    BackfillRelease release =
        BackfillRelease.read(Path.of(options.release()), options.features(), new ArrayList<>());
    new BackfillTopology(options, release, new BackfillEdges(options)).build(environment);
  }

  /** The name that Flink shows. */
  public static String name(BackfillOptions options) {
    return "reeve backfill " + options.region();
  }

  private static Configuration configuration(BackfillOptions options, ReadableConfig cluster) {
    Configuration job = new Configuration();
    job.set(PipelineOptions.GENERIC_TYPES, false);
    job.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    job.set(PipelineOptions.OBJECT_REUSE, true);
    job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    job.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    job.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // What was written since the last checkpoint is committed by one more at the end.
    job.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
    if (cluster.getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
      job.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
      job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    }
    job.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    return job;
  }
}
