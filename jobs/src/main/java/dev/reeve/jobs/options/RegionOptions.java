package dev.reeve.jobs.options;

import dev.reeve.schema.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The options of one region's job, read and valid. What each means is said where it is declared, in
 * {@link RegionOption}.
 *
 * @param sources entity type by source topic (full topic names), ordered by entity type
 * @param entityCacheMebibytes estimated heap in each subtask for entities that had events lately
 * @param agentsDir folder of the jars of Java agents; empty for none
 */
public record RegionOptions(
    String region,
    String bootstrap,
    String registry,
    String prefix,
    Map<String, String> sources,
    Duration lateness,
    Duration duplicateHorizon,
    Duration maxAhead,
    Duration watermarkBound,
    Duration cleanUpDelay,
    Duration idleness,
    Duration bufferTimeout,
    Duration restoreGrace,
    int entityCacheMebibytes,
    Delivery delivery,
    Duration checkpointInterval,
    Duration transactionTimeout,
    TransactionNamingStrategy transactionNaming,
    int parallelism,
    int maxParallelism,
    String agentsDir) {

  /**
   * Reads options from arguments and the file that {@code --config} names.
   *
   * @throws InvalidOptions with all problems at once
   */
  public static RegionOptions of(String... arguments) {
    return of(Map.of(), arguments);
  }

  /**
   * Reads options from arguments, the file that {@code --config} names, and the configuration of
   * the cluster, where keys begin with {@code reeve.}.
   *
   * @throws InvalidOptions with all problems at once
   */
  public static RegionOptions of(Map<String, String> cluster, String... arguments) {
    OptionsReading reading =
        new OptionsReading(GivenOptions.of(cluster, arguments), RegionOption.ALL);
    RegionOptions options = from(reading);
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
    String topics =
        sources.entrySet().stream()
            .map(source -> source.getValue() + "=" + source.getKey())
            .collect(Collectors.joining(","));
    List<String> arguments = new ArrayList<>();
    add(arguments, RegionOption.REGION, region);
    add(arguments, RegionOption.BOOTSTRAP, bootstrap);
    add(arguments, RegionOption.REGISTRY, registry);
    add(arguments, RegionOption.PREFIX, prefix);
    add(arguments, RegionOption.SOURCES, topics);
    add(arguments, RegionOption.LATENESS, lateness.toMillis() + "ms");
    add(arguments, RegionOption.DUPLICATE_HORIZON, duplicateHorizon.toMillis() + "ms");
    add(arguments, RegionOption.MAX_AHEAD, maxAhead.toMillis() + "ms");
    add(arguments, RegionOption.WATERMARK_BOUND, watermarkBound.toMillis() + "ms");
    add(arguments, RegionOption.CLEAN_UP_DELAY, cleanUpDelay.toMillis() + "ms");
    add(arguments, RegionOption.IDLENESS, idleness.toMillis() + "ms");
    add(arguments, RegionOption.BUFFER_TIMEOUT, bufferTimeout.toMillis() + "ms");
    add(arguments, RegionOption.RESTORE_GRACE, restoreGrace.toMillis() + "ms");
    add(arguments, RegionOption.ENTITY_CACHE, Integer.toString(entityCacheMebibytes));
    add(arguments, RegionOption.DELIVERY, delivery.text());
    add(arguments, RegionOption.CHECKPOINT_INTERVAL, checkpointInterval.toMillis() + "ms");
    add(arguments, RegionOption.TRANSACTION_TIMEOUT, transactionTimeout.toMillis() + "ms");
    add(
        arguments,
        RegionOption.TRANSACTION_NAMING,
        transactionNaming.name().toLowerCase(Locale.ROOT));
    add(arguments, RegionOption.PARALLELISM, Integer.toString(parallelism));
    add(arguments, RegionOption.MAX_PARALLELISM, Integer.toString(maxParallelism));
    add(arguments, RegionOption.AGENTS_DIR, agentsDir);
    return arguments;
  }

  private static void add(List<String> arguments, Option<?> option, String value) {
    if (!value.isEmpty()) {
      arguments.add("--" + option.key());
      arguments.add(value);
    }
  }

  private static RegionOptions from(OptionsReading reading) {
    String region = reading.get(RegionOption.REGION, "");
    String prefix = reading.get(RegionOption.PREFIX, "");
    Duration lateness = reading.get(RegionOption.LATENESS, Duration.ZERO);
    return new RegionOptions(
        region,
        reading.get(RegionOption.BOOTSTRAP, ""),
        reading.get(RegionOption.REGISTRY, ""),
        prefix,
        reading.get(RegionOption.SOURCES, Map.of()),
        lateness,
        reading.get(RegionOption.DUPLICATE_HORIZON, Optional.<Duration>empty()).orElse(lateness),
        reading.get(RegionOption.MAX_AHEAD, Duration.ZERO),
        reading.get(RegionOption.WATERMARK_BOUND, Optional.<Duration>empty()).orElse(lateness),
        reading.get(RegionOption.CLEAN_UP_DELAY, Duration.ZERO),
        reading.get(RegionOption.IDLENESS, Duration.ZERO),
        reading.get(RegionOption.BUFFER_TIMEOUT, Duration.ZERO),
        reading.get(RegionOption.RESTORE_GRACE, Duration.ZERO),
        reading.get(RegionOption.ENTITY_CACHE, 0),
        reading.get(RegionOption.DELIVERY, Delivery.EXACTLY_ONCE),
        reading.get(RegionOption.CHECKPOINT_INTERVAL, Duration.ZERO),
        reading.get(RegionOption.TRANSACTION_TIMEOUT, Duration.ZERO),
        reading.get(RegionOption.TRANSACTION_NAMING, TransactionNamingStrategy.DEFAULT),
        reading.get(RegionOption.PARALLELISM, 1),
        reading.get(RegionOption.MAX_PARALLELISM, 1),
        reading.get(RegionOption.AGENTS_DIR, ""));
  }

  private void relations(OptionsReading problems) {
    atLeast(problems, RegionOption.DUPLICATE_HORIZON, duplicateHorizon, "lateness", lateness);
    atLeast(problems, RegionOption.WATERMARK_BOUND, watermarkBound, "lateness", lateness);
    Duration twice = checkpointInterval.multipliedBy(2);
    atLeast(
        problems,
        RegionOption.TRANSACTION_TIMEOUT,
        transactionTimeout,
        "checkpoint-interval, twice",
        twice);
    if (parallelism > maxParallelism) {
      problems.add(
          "--parallelism is '%d': allowed is at most --max-parallelism, which is %d"
              .formatted(parallelism, maxParallelism));
    }
  }

  private static void atLeast(
      OptionsReading problems, Option<?> option, Duration value, String other, Duration least) {
    if (value.compareTo(least) < 0) {
      problems.add(
          "--%s is '%dms': allowed is at least --%s (%dms)"
              .formatted(option.key(), value.toMillis(), other, least.toMillis()));
    }
  }
}
