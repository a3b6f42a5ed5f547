package dev.reeve.benchmarks;

import dev.reeve.benchmarks.entities.EntitiesCommand;
import dev.reeve.benchmarks.hotkey.HotKeyCommand;
import dev.reeve.benchmarks.windows.WindowsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code benchmarks/run} starts. */
@Command(
    name = "benchmarks/run",
    description = "Measures Reeve, beside peers where there are any.",
    mixinStandardHelpOptions = true,
    subcommands = {WindowsCommand.class, EntitiesCommand.class, HotKeyCommand.class})
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
