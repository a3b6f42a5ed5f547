package dev.reeve.jobs.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The options of one backfill, read and valid. What each means is said where it is declared, in
 * {@link BackfillOption}.
 *
 * @param features feature sets to compute, as {@code name@version}; all when empty
 * @param topics entity type by topic; empty when files are read
 * @param files folder of events; empty when topics are read
 * @param to Kafka timestamp that ends the range; empty for the records that are there at the start
 * @param labels label table; empty for a vector for each event
 * @param entityCacheMebibytes estimated heap in each subtask for entities that had events lately
 */
public record BackfillOptions(
    String region,
    String release,
    List<String> features,
    Map<String, String> topics,
    String bootstrap,
    String registry,
    RangeStart from,
    OptionalLong to,
    String files,
    String labels,
    String out,
    KnownTime knownTime,
    Duration lateness,
    Duration duplicateHorizon,
    Duration maxAhead,
    int entityCacheMebibytes,
    Duration checkpointInterval,
    int parallelism) {

  /**
   * Reads options from arguments, the file that {@code --config} names, and the configuration of
   * the cluster, where keys begin with {@code reeve.}.
   *
   * @throws InvalidOptions with all problems at once
   */
  public static BackfillOptions of(String... arguments) {
    OptionsReading reading =
        new OptionsReading(GivenOptions.of(Map.of(), arguments), BackfillOption.ALL);
    BackfillOptions options = from(reading);
    if (reading.isSound()) {
      options.relations(reading);
    }
    reading.throwIfAny();
    return options;
  }

  /** Whether events are read from files. */
  public boolean readsFiles() {
    return !files.isEmpty();
  }

  /** Whether features are read at the times of a label table. */
  public boolean hasLabels() {
    return !labels.isEmpty();
  }

  /** The options as arguments that read back to the same options. */
  public List<String> arguments() {
    String sources =
        topics.entrySet().stream()
            .map(source -> source.getValue() + "=" + source.getKey())
            .collect(Collectors.joining(","));
    List<String> arguments = new ArrayList<>();
    add(arguments, BackfillOption.REGION, region);
    add(arguments, BackfillOption.RELEASE, release);
    add(arguments, BackfillOption.FEATURES, String.join(",", features));
    add(arguments, BackfillOption.TOPICS, sources);
    add(arguments, BackfillOption.BOOTSTRAP, bootstrap);
    add(arguments, BackfillOption.REGISTRY, registry);
    add(arguments, BackfillOption.FROM, from.text());
    add(arguments, BackfillOption.TO, to.isEmpty() ? "latest" : Long.toString(to.getAsLong()));
    add(arguments, BackfillOption.FILES, files);
    add(arguments, BackfillOption.LABELS, labels);
    add(arguments, BackfillOption.OUT, out);
    add(arguments, BackfillOption.KNOWN_TIME, knownTime.text());
    add(arguments, BackfillOption.LATENESS, lateness.toMillis() + "ms");
    add(arguments, BackfillOption.DUPLICATE_HORIZON, duplicateHorizon.toMillis() + "ms");
    add(arguments, BackfillOption.MAX_AHEAD, maxAhead.toMillis() + "ms");
    add(arguments, BackfillOption.ENTITY_CACHE, Integer.toString(entityCacheMebibytes));
    add(arguments, BackfillOption.CHECKPOINT_INTERVAL, checkpointInterval.toMillis() + "ms");
    add(arguments, BackfillOption.PARALLELISM, Integer.toString(parallelism));
    return arguments;
  }

  private static void add(List<String> arguments, Option<?> option, String value) {
    if (!value.isEmpty()) {
      arguments.add("--" + option.key());
      arguments.add(value);
    }
  }

  private static BackfillOptions from(OptionsReading reading) {
    String region = reading.get(BackfillOption.REGION, "");
    Duration lateness = reading.get(BackfillOption.LATENESS, Duration.ZERO);
    return new BackfillOptions(
        region,
        reading.get(BackfillOption.RELEASE, ""),
        reading.get(BackfillOption.FEATURES, List.of()),
        reading.get(BackfillOption.TOPICS, Map.of()),
        reading.get(BackfillOption.BOOTSTRAP, ""),
        reading.get(BackfillOption.REGISTRY, ""),
        reading.get(BackfillOption.FROM, RangeStart.EARLIEST),
        reading.get(BackfillOption.TO, OptionalLong.empty()),
        reading.get(BackfillOption.FILES, ""),
        reading.get(BackfillOption.LABELS, ""),
        reading.get(BackfillOption.OUT, ""),
        reading.get(BackfillOption.KNOWN_TIME, KnownTime.RECORD),
        lateness,
        reading.get(BackfillOption.DUPLICATE_HORIZON, Optional.<Duration>empty()).orElse(lateness),
        reading.get(BackfillOption.MAX_AHEAD, Duration.ZERO),
        reading.get(BackfillOption.ENTITY_CACHE, 0),
        reading.get(BackfillOption.CHECKPOINT_INTERVAL, Duration.ZERO),
        reading.get(BackfillOption.PARALLELISM, 1));
  }

  private void relations(OptionsReading problems) {
    if (topics.isEmpty() == files.isEmpty()) {
      problems.add(
          topics.isEmpty()
              ? "--topics and --files are missing: give one of them"
              : "--topics and --files are both given: allowed is one of them");
    }
    if (!topics.isEmpty() && bootstrap.isEmpty()) {
      problems.add("--bootstrap is missing: --topics needs it");
    }
    if (!topics.isEmpty() && registry.isEmpty()) {
      problems.add("--registry is missing: --topics needs it");
    }
    if (topics.isEmpty() && (!from.equals(RangeStart.EARLIEST) || to.isPresent())) {
      problems.add("--from and --to: allowed is a range only with --topics");
    }
    for (String partition : from.offsets().keySet()) {
      if (!topics.containsKey(partition.substring(0, partition.lastIndexOf(':')))) {
        problems.add("--from names " + partition + ": allowed are topics of --topics");
      }
    }
    if (from.timestamp().isPresent()
        && to.isPresent()
        && from.timestamp().getAsLong() >= to.getAsLong()) {
      problems.add(
          "--to is '%d': allowed is later than --from, which is %d"
              .formatted(to.getAsLong(), from.timestamp().getAsLong()));
    }
    if (duplicateHorizon.compareTo(lateness) < 0) {
      problems.add(
          "--duplicate-horizon is '%dms': allowed is at least --lateness (%dms)"
              .formatted(duplicateHorizon.toMillis(), lateness.toMillis()));
    }
  }
}
