package dev.reeve.control;

import dev.reeve.control.backfill.BackfillCommand;
import dev.reeve.control.benchmark.BenchmarkCommand;
import dev.reeve.control.command.ApprovalsCommand;
import dev.reeve.control.command.CatalogCommand;
import dev.reeve.control.command.CompareCommand;
import dev.reeve.control.command.DemoCommand;
import dev.reeve.control.command.FailureReport;
import dev.reeve.control.command.PublishCommand;
import dev.reeve.control.command.RejectedCommand;
import dev.reeve.control.command.RollbackCommand;
import dev.reeve.control.command.SubmitCommand;
import dev.reeve.control.command.TopicsCommand;
import dev.reeve.control.command.UpCommand;
import dev.reeve.control.command.ValidateCommand;
import dev.reeve.control.replay.ReplayCommand;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code reeve}: law is checked and published here, regions are started, questions
 * answered, streams replayed and audited.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted by Ctrl-C.
 */
@Command(
    name = "reeve",
    mixinStandardHelpOptions = true,
    version = Reeve.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Decision agents next to each region's data, on Apache Flink, under law that is made"
            + " centrally.",
    footer = {"", "Example: reeve validate deploy/releases/fleet-guard"},
    subcommands = {
      ValidateCommand.class,
      CatalogCommand.class,
      PublishCommand.class,
      RollbackCommand.class,
      CompareCommand.class,
      TopicsCommand.class,
      ApprovalsCommand.class,
      RejectedCommand.class,
      UpCommand.class,
      SubmitCommand.class,
      ReplayCommand.class,
      BackfillCommand.class,
      BenchmarkCommand.class,
      DemoCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Reeve {

  /** Version of the command and of everything it starts. */
  public static final String VERSION = "0.1.0";

  private Reeve() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; it never throws. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Reeve());
    line.setExecutionExceptionHandler(new FailureReport());
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setOut(new java.io.PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(System.err, true, StandardCharsets.UTF_8));
    return line;
  }
}
