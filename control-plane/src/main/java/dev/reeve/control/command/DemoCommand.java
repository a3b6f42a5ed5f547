package dev.reeve.control.command;

import dev.reeve.control.Reeve;
import dev.reeve.control.demo.DemoOptions;
import dev.reeve.control.demo.DemoResult;
import dev.reeve.control.demo.DemoRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs three regions on this machine, fed by a simulated fleet, until Ctrl-C.",
      "At the end everything is counted again: exit code 0 only if the accounts are exact.",
      "On a terminal the key k ends a TaskManager in mid-stream."
    },
    footer = {
      "",
      "Example: reeve demo",
      "Example: reeve demo --headless --seconds 60 --report demo.json"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final int CHAOS_SECONDS = 15;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "of the simulator: the same seed sends the same; default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "300",
      paramLabel = "EVENTS/S",
      description = "events per second, of all regions together; default ${DEFAULT-VALUE}")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "0",
      paramLabel = "N",
      description = "length of the stream; until Ctrl-C when left out")
  private long seconds;

  @Option(
      names = "--headless",
      description =
          "lines of progress, no screen; needs --seconds and fails where a region is idle")
  private boolean headless;

  @Option(names = "--report", paramLabel = "FILE", description = "write a report in JSON")
  private Path report;

  @Option(names = "--chaos", description = "end a TaskManager every " + CHAOS_SECONDS + " seconds")
  private boolean chaos;

  @Option(
      names = "--no-operator",
      description = "nobody simulates a person: answer with `reeve approvals` from elsewhere")
  private boolean noOperator;

  @Option(
      names = "--release",
      paramLabel = "DIR",
      description = "release folder; default deploy/releases/fleet-guard")
  private Path release;

  @Option(
      names = "--web-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "port of Flink's web UI; a free one when left out")
  private int webPort;

  @Override
  public Integer call() throws IOException {
    check();
    Path directory = Files.createTempDirectory("reeve-demo-");
    PrintWriter out = spec.commandLine().getOut();
    LocalState[] announced = new LocalState[1];
    try {
      DemoOptions options =
          new DemoOptions(
              seed,
              rate,
              seconds,
              chaos ? CHAOS_SECONDS : 0,
              !noOperator,
              release != null ? release : LocalState.home().resolve("deploy/releases/fleet-guard"),
              webPort,
              directory);
      DemoRun run =
          new DemoRun(
              options,
              out,
              Clock.systemUTC(),
              (addresses, web) -> {
                announced[0] =
                    new LocalState(
                        addresses.bootstrap(),
                        addresses.registry(),
                        web,
                        ProcessHandle.current().pid());
                write(announced[0]);
              });
      DemoResult result = run.run(!headless && System.console() != null);
      result.print(out);
      if (report != null) {
        result.report(Reeve.VERSION).write(report);
        out.println("report: " + report);
      }
      return exitCode(result);
    } finally {
      if (announced[0] != null) {
        announced[0].remove();
      }
      delete(directory);
    }
  }

  private int exitCode(DemoResult result) {
    if (!result.isExact()) {
      return 1;
    }
    List<String> idle = headless ? result.idle() : List.of();
    idle.forEach(spec.commandLine().getErr()::println);
    return idle.isEmpty() ? 0 : 1;
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    if (!(rate > 0) || rate > 200_000) {
      problems.add("--rate: " + rate + " is not above 0 and at most 200000");
    }
    if (seconds < 0 || seconds > 86_400) {
      problems.add("--seconds: " + seconds + " is not 0 to 86400");
    }
    if (headless && seconds == 0) {
      problems.add("--headless needs --seconds, because nobody would stop it");
    }
    if (webPort < 0 || webPort > 65_535) {
      problems.add("--web-port: " + webPort + " is not 0 to 65535");
    }
    BadInputException.throwIfAny(problems);
  }

  private static void write(LocalState state) {
    try {
      state.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
