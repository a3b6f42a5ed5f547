package dev.reeve.jobs.options;

import dev.reeve.schema.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The options of one region's source mapping job, read and valid. What each means is said where it
 * is declared.
 *
 * @param release folder of the release, or file of its body
 */
public record SourceMappingOptions(
    String region,
    String bootstrap,
    String registry,
    String release,
    String prefix,
    Duration bufferTimeout,
    Delivery delivery,
    Duration checkpointInterval,
    Duration transactionTimeout,
    TransactionNamingStrategy transactionNaming,
    int parallelism,
    int maxParallelism) {

  /**
   * Reads options from arguments and the file that {@code --config} names.
   *
   * @throws InvalidOptions with all problems at once
   */
  public static SourceMappingOptions of(String... arguments) {
    return of(Map.of(), arguments);
  }

  /**
   * Reads options from arguments, the file that {@code --config} names, and the configuration of
   * the cluster, where keys begin with {@code reeve.}.
   *
   * @throws InvalidOptions with all problems at once
   */
  public static SourceMappingOptions of(Map<String, String> cluster, String... arguments) {
    OptionsReading reading =
        new OptionsReading(GivenOptions.of(cluster, arguments), SourceMappingOption.ALL);
    SourceMappingOptions options =
        new SourceMappingOptions(
            reading.get(RegionOption.REGION, ""),
            reading.get(RegionOption.BOOTSTRAP, ""),
            reading.get(RegionOption.REGISTRY, ""),
            reading.get(SourceMappingOption.RELEASE, ""),
            reading.get(RegionOption.PREFIX, ""),
            reading.get(RegionOption.BUFFER_TIMEOUT, Duration.ZERO),
            reading.get(RegionOption.DELIVERY, Delivery.EXACTLY_ONCE),
            reading.get(RegionOption.CHECKPOINT_INTERVAL, Duration.ZERO),
            reading.get(RegionOption.TRANSACTION_TIMEOUT, Duration.ZERO),
            reading.get(RegionOption.TRANSACTION_NAMING, TransactionNamingStrategy.DEFAULT),
            reading.get(RegionOption.PARALLELISM, 1),
            reading.get(RegionOption.MAX_PARALLELISM, 1));
    if (reading.isSound()) {
      options.relations(reading);
    }
    reading.throwIfAny();
    return options;
  }

  /** The names of the region's topics. */
  public Topics topics() {
    return new Topics(prefix, region);
  }

  /** The options as arguments that read back to the same options. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, RegionOption.REGION, region);
    add(arguments, RegionOption.BOOTSTRAP, bootstrap);
    add(arguments, RegionOption.REGISTRY, registry);
    add(arguments, SourceMappingOption.RELEASE, release);
    add(arguments, RegionOption.PREFIX, prefix);
    add(arguments, RegionOption.BUFFER_TIMEOUT, bufferTimeout.toMillis() + "ms");
    add(arguments, RegionOption.DELIVERY, delivery.text());
    add(arguments, RegionOption.CHECKPOINT_INTERVAL, checkpointInterval.toMillis() + "ms");
    add(arguments, RegionOption.TRANSACTION_TIMEOUT, transactionTimeout.toMillis() + "ms");
    add(
        arguments,
        RegionOption.TRANSACTION_NAMING,
        transactionNaming.name().toLowerCase(Locale.ROOT));
    add(arguments, RegionOption.PARALLELISM, Integer.toString(parallelism));
    add(arguments, RegionOption.MAX_PARALLELISM, Integer.toString(maxParallelism));
    return arguments;
  }

  private static void add(List<String> arguments, Option<?> option, String value) {
    if (!value.isEmpty()) {
      arguments.add("--" + option.key());
      arguments.add(value);
    }
  }

  private void relations(OptionsReading problems) {
    if (transactionTimeout.compareTo(checkpointInterval.multipliedBy(2)) < 0) {
      problems.add(
          "--transaction-timeout is '%dms': allowed is at least --checkpoint-interval, twice (%dms)"
              .formatted(
                  transactionTimeout.toMillis(), checkpointInterval.multipliedBy(2).toMillis()));
    }
    if (parallelism > maxParallelism) {
      problems.add(
          "--parallelism is '%d': allowed is at most --max-parallelism, which is %d"
              .formatted(parallelism, maxParallelism));
    }
  }
}
