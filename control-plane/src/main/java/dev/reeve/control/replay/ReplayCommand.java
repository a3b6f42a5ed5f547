package dev.reeve.control.replay;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.Reeve;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.command.Durations;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs rows of CSV files through the region jobs on a local stack of its own, reads the output",
      "topics back and checks that nothing is missing and nothing there twice.",
      "Exit code 1 when a promise does not hold."
    },
    footer = {
      "",
      "Example: reeve replay --release deploy/releases/host-incidents \\",
      "           --mapping deploy/releases/host-incidents/mapping-nab.yaml \\",
      "           --data ../shared/data/nab --report replay.json"
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--release",
      required = true,
      paramLabel = "RELEASE",
      description = "folder with a release.yaml")
  private Path release;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "how rows become events: region, entity, time, measures, attributes")
  private Path mapping;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "folder of the CSV files")
  private Path data;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PATH",
      description = "take these files alone, by their paths below the data folder")
  private List<String> only = List.of();

  @Option(names = "--report", paramLabel = "FILE", description = "where the report goes, JSON")
  private Path report;

  @Option(
      names = "--parallelism",
      defaultValue = "1",
      paramLabel = "N",
      description = "of each region's job; default ${DEFAULT-VALUE}")
  private int parallelism;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "1s",
      paramLabel = "DURATION",
      description = "default ${DEFAULT-VALUE}")
  private String checkpointInterval;

  @Override
  public Integer call() throws IOException {
    ReplaySettings settings =
        ReplaySettings.of(parallelism, Durations.of("--checkpoint-interval", checkpointInterval));
    BadInputException.throwIfAny(
        () -> ReleaseCheck.sound(release),
        () -> MappingFile.read(mapping),
        () -> DataFolder.check(data));
    PrintWriter err = spec.commandLine().getErr();
    Replay replay = Replay.prepare(mapping, data, new TreeSet<>(only), settings, err);
    ReadRelease read = replay.release(release);
    ReplayResult result;
    try (ScratchStack scratch = replay.start()) {
      result = replay.run(scratch, "", read, decision -> {});
    }
    if (report != null) {
      RunReport file = new RunReport(Reeve.VERSION);
      result.into(file);
      file.option("release", read.digest())
          .option("mapping", mapping.toString())
          .option("data", data.toString())
          .option("only", only)
          .option("parallelism", settings.parallelism())
          .option("checkpoint_interval_ms", settings.checkpointInterval().toMillis());
      file.write(report);
    }
    print(result);
    return result.holds() ? 0 : 1;
  }

  private void print(ReplayResult result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-26s %10s %10s %10s %9s %10s %10s %8s%n",
        "region",
        "published",
        "accepted",
        "duplicate",
        "rejected",
        "features",
        "decisions",
        "actions");
    for (RegionFinding finding : result.findings()) {
      var accounts = finding.accounts();
      out.printf(
          "%-26s %,10d %,10d %,10d %,9d %,10d %,10d %,8d%n",
          finding.region(),
          finding.published(),
          accounts.accepted(),
          accounts.duplicates(),
          sum(accounts.rejected().values()),
          accounts.features(),
          sum(accounts.decisions().values()),
          accounts.actions());
    }
    out.printf(
        "%,d events, %,.0f events/s; decision p99 %,d ms, committed p99 %,d ms after the append%n",
        result.published(),
        result.eventsPerSecond(),
        result.decision().quantile(0.99),
        result.committed().quantile(0.99));
    result.findings().stream()
        .flatMap(f -> f.violations().stream().map(v -> f.region() + ": " + v))
        .forEach(out::println);
    out.println(
        result.holds()
            ? "Promises P1, P2 and P3 hold: each decision and each action exactly once."
            : "Promises are broken.");
  }

  private static long sum(java.util.Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
