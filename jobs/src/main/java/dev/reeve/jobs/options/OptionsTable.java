package dev.reeve.jobs.options;

import java.util.stream.Collectors;

/** The documentation of the options, made from their declarations. */
public final class OptionsTable {

  private OptionsTable() {}

  /** For the file OPTIONS.md. */
  public static String markdown() {
    String rows =
        RegionOption.ALL.stream().map(OptionsTable::row).collect(Collectors.joining("\n"));
    return """
        # Options of the region job

        Given as `--key value`, or as `key=value` lines in a properties file that `--config FILE` names, or as `reeve.key: value`
        in the cluster's configuration (the way for the web UI, which in Flink 2.3 submits no arguments, FLINK-39310).
        Arguments win over the file, and the file over the cluster. All are checked before anything starts, and all problems are told at once. This file is generated.

        | option | default | allowed | meaning |
        |---|---|---|---|
        %s
        """
        .formatted(rows);
  }

  /** For {@code --help}. */
  public static String help() {
    return RegionOption.ALL.stream()
        .map(
            o ->
                "  --%s (%s)%n      %s%n      Allowed: %s"
                    .formatted(o.key(), fallback(o, ""), o.description(), o.form()))
        .collect(
            Collectors.joining(
                System.lineSeparator(),
                "Runs the agents of one region. Options:%n".formatted(),
                System.lineSeparator()
                    + "  --config%n      Properties file with any of them; arguments win."
                        .formatted()));
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
