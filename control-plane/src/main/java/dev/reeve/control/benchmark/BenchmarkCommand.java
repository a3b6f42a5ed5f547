package dev.reeve.control.benchmark;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reeve benchmark}. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "nab",
    description = "Runs a published benchmark through the whole pipeline and scores it.",
    footer = {"", "Example: reeve benchmark nab --data ../shared/data/nab --report nab.json"},
    subcommands = NabCommand.class)
public final class BenchmarkCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
