package dev.reeve.control.command;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.jobs.RegionAgentJob;
import dev.reeve.jobs.SourceMappingJob;
import dev.reeve.jobs.options.InvalidOptions;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.jobs.source.SourceRelease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A job as it is handed to Flink.
 *
 * @param main its main class
 * @param arguments its options, complete and checked
 * @param topics topics beside those of its region that it needs
 */
record JobSubmission(
    Class<?> main, List<String> arguments, int parallelism, List<TopicPlan> topics) {

  private static final String RELEASE = "--release";

  /**
   * The region's own job.
   *
   * @param sources what it reads, as its option has it
   * @param more options of the job, as given
   * @throws BadInputException with everything that is wrong with the options
   */
  static JobSubmission ofRegion(
      String region, Addresses addresses, String sources, List<String> more, int partitions) {
    List<String> arguments = arguments(region, addresses);
    arguments.addAll(List.of("--sources", sources));
    arguments.addAll(more);
    try {
      RegionOptions options = RegionOptions.of(arguments.toArray(String[]::new));
      return new JobSubmission(
          RegionAgentJob.class,
          options.arguments(),
          options.parallelism(),
          options.sources().keySet().stream()
              .map(topic -> TopicPlan.source(topic, partitions))
              .toList());
    } catch (InvalidOptions e) {
      throw new BadInputException(e.problems());
    }
  }

  /**
   * The job that maps other topics into the region's.
   *
   * @param more options of the job, as given; the release has to be readable for Flink too
   * @throws BadInputException with everything that is wrong with the options or the release
   */
  static JobSubmission ofSources(
      String region, Addresses addresses, List<String> more, int partitions) {
    List<String> arguments = arguments(region, addresses);
    for (int i = 0; i < more.size(); i++) {
      boolean path = i > 0 && more.get(i - 1).equals(RELEASE);
      arguments.add(path ? Path.of(more.get(i)).toAbsolutePath().toString() : more.get(i));
    }
    try {
      SourceMappingOptions options = SourceMappingOptions.of(arguments.toArray(String[]::new));
      return new JobSubmission(
          SourceMappingJob.class,
          options.arguments(),
          options.parallelism(),
          TopicPlan.ofSources(
              addresses.prefix(), region, SourceRelease.sources(options), partitions));
    } catch (InvalidOptions e) {
      throw new BadInputException(e.problems());
    }
  }

  private static List<String> arguments(String region, Addresses addresses) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--region",
                region,
                "--bootstrap",
                addresses.bootstrap(),
                "--registry",
                addresses.registry()));
    if (!addresses.prefix().isEmpty()) {
      arguments.addAll(List.of("--prefix", addresses.prefix()));
    }
    return arguments;
  }
}
