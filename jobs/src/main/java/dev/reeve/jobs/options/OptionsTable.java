package dev.reeve.jobs.options;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The documentation of the options of one job, made from their declarations.
 *
 * @param title what the job is called, as a heading
 * @param purpose what it does, one sentence
 * @param options its options, in the order in which they are documented
 */
public record OptionsTable(String title, String purpose, List<Option<?>> options) {

  /** Options of the region job. */
  public static final OptionsTable REGION =
      new OptionsTable("Region job", "Runs the agents of one region.", RegionOption.ALL);

  /** Options of the backfill job. */
  public static final OptionsTable BACKFILL =
      new OptionsTable(
          "Backfill job",
          "Computes the features of a bounded range of events, as they were known at given times.",
          BackfillOption.ALL);

  /** Options of the source mapping job. */
  public static final OptionsTable SOURCE_MAPPING =
      new OptionsTable(
          "Source mapping job",
          "Turns records of other topics into a region's events; its main is"
              + " dev.reeve.jobs.SourceMappingJob.",
          SourceMappingOption.ALL);

  static final List<OptionsTable> ALL = List.of(REGION, SOURCE_MAPPING, BACKFILL);

  /** For the file OPTIONS.md: the options of all jobs. */
  public static String markdown() {
    return """
        # Options of the jobs

        Given as `--key value`, or as `key=value` lines in a properties file that `--config FILE` names, or as `reeve.key: value`
        in the cluster's configuration (the way for the web UI, which in Flink 2.3 submits no arguments, FLINK-39310).
        Arguments win over the file, and the file over the cluster. All are checked before anything starts, and all problems are told at once. This file is generated.

        %s
        """
        .formatted(ALL.stream().map(OptionsTable::section).collect(Collectors.joining("\n\n")));
  }

  /** Whether any job has an option of that name. */
  static boolean isOption(String key) {
    return ALL.stream()
        .flatMap(table -> table.options().stream())
        .anyMatch(o -> o.key().equals(key));
  }

  /** For {@code --help}. */
  public String help() {
    return options.stream()
        .map(
            o ->
                "  --%s (%s)%n      %s%n      Allowed: %s"
                    .formatted(o.key(), fallback(o, ""), o.description(), o.form()))
        .collect(
            Collectors.joining(
                System.lineSeparator(),
                "%s Options:%n".formatted(purpose),
                System.lineSeparator()
                    + "  --config%n      Properties file with any of them; arguments win."
                        .formatted()));
  }

  private String section() {
    return """
        ## %s

        %s

        | option | default | allowed | meaning |
        |---|---|---|---|
        %s"""
        .formatted(
            title,
            purpose,
            options.stream().map(OptionsTable::row).collect(Collectors.joining("\n")));
  }

  private static String row(Option<?> option) {
    return "| `%s` | %s | %s | %s |"
        .formatted(option.key(), fallback(option, "`"), option.form(), option.description());
  }

  private static String fallback(Option<?> option, String quote) {
    if (option.required()) {
      return "required";
    }
    return option.fallback().isEmpty() ? "none" : quote + option.fallback() + quote;
  }
}
