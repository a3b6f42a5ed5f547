package dev.reeve.jobs;

import dev.reeve.jobs.options.OptionsTable;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.jobs.source.SourceRelease;
import dev.reeve.schema.release.SourceDefinition;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that turns records of other topics into one region's events, as the sources of a release
 * say. It keeps no state but its positions: another mapping is another start. OPTIONS.md lists the
 * options.
 */
public final class SourceMappingJob {

  private SourceMappingJob() {}

  /**
   * Submits the job.
   *
   * @throws dev.reeve.jobs.options.InvalidOptions with all problems at once, those of the release
   *     included. Not an exit code: the web UI runs this in the JobManager's own process
   */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.println(OptionsTable.SOURCE_MAPPING.help());
      return;
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    SourceMappingOptions options =
        SourceMappingOptions.of(environment.getConfiguration().toMap(), arguments);
    define(environment, options, SourceRelease.sources(options));
    environment.execute(name(options));
  }

  /** Adds the job to the environment and configures what it relies on. */
  public static void define(
      StreamExecutionEnvironment environment,
      SourceMappingOptions options,
      List<SourceDefinition> sources) {
    environment.configure(
        new JobConfiguration(
                options.bufferTimeout(),
                options.checkpointInterval(),
                options.parallelism(),
                options.maxParallelism())
            .on(environment.getConfiguration()));
    new SourceMappingTopology(options, sources).build(environment);
  }

  /** The name that Flink shows. */
  public static String name(SourceMappingOptions options) {
    return "reeve sources of " + options.prefix() + options.region();
  }
}
