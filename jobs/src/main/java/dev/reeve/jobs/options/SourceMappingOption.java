package dev.reeve.jobs.options;

import static dev.reeve.jobs.options.Option.required;

import java.util.List;
import java.util.function.Function;

/** All options of a source mapping job, in the order in which they are documented. */
final class SourceMappingOption {

  static final Option<String> RELEASE =
      required(
          "release",
          "a folder with a release.yaml, or a file with the body of a release",
          "Release whose sources are mapped; read once, where main runs. Another mapping is another"
              + " start of the job.",
          Function.identity());

  static final List<Option<?>> ALL =
      List.of(
          RegionOption.REGION,
          RegionOption.BOOTSTRAP,
          RegionOption.REGISTRY,
          RELEASE,
          RegionOption.PREFIX,
          RegionOption.BUFFER_TIMEOUT,
          RegionOption.DELIVERY,
          RegionOption.CHECKPOINT_INTERVAL,
          RegionOption.TRANSACTION_TIMEOUT,
          RegionOption.TRANSACTION_NAMING,
          RegionOption.PARALLELISM,
          RegionOption.MAX_PARALLELISM);

  private SourceMappingOption() {}
}
