package dev.reeve.jobs;

import dev.reeve.jobs.edges.KafkaEdges;
import dev.reeve.jobs.options.OptionsTable;
import dev.reeve.jobs.options.RegionOptions;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
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

  static Configuration configuration(RegionOptions options, ReadableConfig cluster) {
    return new JobConfiguration(
            options.bufferTimeout(),
            options.checkpointInterval(),
            options.parallelism(),
            options.maxParallelism())
        .on(cluster);
  }
}
