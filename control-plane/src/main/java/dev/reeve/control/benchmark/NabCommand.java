package dev.reeve.control.benchmark;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.Reeve;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.benchmark.nab.NabCorpus;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.command.Durations;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.replay.Replay;
import dev.reeve.control.replay.ReplayResult;
import dev.reeve.control.replay.ReplaySettings;
import dev.reeve.control.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve benchmark nab}. */
@Command(
    name = "nab",
    mixinStandardHelpOptions = true,
    description = {
      "Replays all 58 series of the Numenta Anomaly Benchmark through the region jobs under three",
      "releases, windowed-gaussian, random-cut-forest and host-incidents, audits the runs and",
      "scores the decisions with the benchmark's own scoring. Exit code 1 when a promise does not",
      "hold."
    },
    footer = {"", "Example: reeve benchmark nab --data ../shared/data/nab --report nab.json"})
public final class NabCommand implements Callable<Integer> {

  /** Releases, and what the benchmark calls their detector: "" for one of our own. */
  private static final Map<String, String> RELEASES = releases();

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "the benchmark's folder, with data, labels and config")
  private Path data;

  @Option(names = "--report", paramLabel = "FILE", description = "where the report goes, JSON")
  private Path report;

  @Option(
      names = "--releases",
      paramLabel = "FOLDER",
      description = "folder of the releases; default deploy/releases in the project")
  private Path releases;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "run these releases alone: windowed-gaussian, random-cut-forest, host-incidents")
  private List<String> only = List.of();

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "2s",
      paramLabel = "DURATION",
      description = "default ${DEFAULT-VALUE}")
  private String checkpointInterval;

  @Override
  public Integer call() throws IOException {
    ReplaySettings settings =
        ReplaySettings.of(1, Durations.of("--checkpoint-interval", checkpointInterval));
    NabCorpus corpus = corpus();
    NabReport scoring = new NabReport(corpus, NabThresholds.read(data));
    Path folder =
        releases != null
            ? releases
            : Path.of(System.getProperty("reeve.root", "")).resolve("deploy/releases");
    Replay replay =
        Replay.prepare(
            folder.resolve("host-incidents/mapping-nab.yaml"),
            data,
            Set.of(),
            settings,
            spec.commandLine().getErr());
    Map<String, ReadRelease> read = new LinkedHashMap<>();
    chosen().forEach(name -> read.put(name, replay.release(folder.resolve(name))));
    RunReport file = new RunReport(Reeve.VERSION);
    Map<String, Object> scores = new LinkedHashMap<>();
    Map<String, Object> runs = new LinkedHashMap<>();
    List<RegionFinding> findings = new ArrayList<>();
    boolean holds = true;
    try (ScratchStack scratch = replay.start()) {
      for (Map.Entry<String, ReadRelease> release : read.entrySet()) {
        String name = release.getKey();
        RowScores rows = new RowScores(corpus);
        ReplayResult result = replay.run(scratch, name + ".", release.getValue(), rows::take);
        holds &= result.holds() && rows.missing() == 0;
        scores.put(name, scoring.of(RELEASES.get(name), rows.bySeries()));
        RunReport run = new RunReport(Reeve.VERSION);
        result.into(run);
        result.into(file);
        findings.addAll(result.findings());
        runs.put(name, run.asMap());
        file.option("release." + name, release.getValue().digest());
        print(name, result, scores.get(name));
      }
    }
    file.findings(findings).with("scores", scores).with("runs", runs);
    file.option("data", data.toString())
        .option("rows", corpus.rows())
        .option("checkpoint_interval_ms", settings.checkpointInterval().toMillis());
    if (report != null) {
      file.write(report);
    }
    return holds ? 0 : 1;
  }

  private List<String> chosen() {
    BadInputException.throwIfAny(
        only.stream()
            .filter(name -> !RELEASES.containsKey(name))
            .map(name -> "--only: '" + name + "' is not one of " + RELEASES.keySet())
            .toList());
    return RELEASES.keySet().stream().filter(n -> only.isEmpty() || only.contains(n)).toList();
  }

  private NabCorpus corpus() throws IOException {
    if (!Files.isDirectory(data.resolve("data")) || !Files.isDirectory(data.resolve("labels"))) {
      throw new BadInputException(
          "--data: "
              + data
              + " is not the benchmark's folder, which has data, labels and config; it is"
              + " https://github.com/numenta/NAB, version 1.1");
    }
    try {
      return NabCorpus.read(data);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--data: " + e.getMessage());
    }
  }

  private void print(String name, ReplayResult result, Object scores) {
    PrintWriter out = spec.commandLine().getOut();
    Map<?, ?> map = (Map<?, ?>) scores;
    out.printf(
        "%-18s standard %6.2f  reward_low_fp %6.2f  reward_low_fn %6.2f  (%,d events, %,.0f/s,"
            + " %s)%n",
        name,
        map.get("standard"),
        map.get("reward_low_fp"),
        map.get("reward_low_fn"),
        result.published(),
        result.eventsPerSecond(),
        result.holds() ? "P1 to P3 hold" : "promises are broken");
    result.findings().stream()
        .flatMap(f -> f.violations().stream().map(v -> "  " + f.region() + ": " + v))
        .forEach(out::println);
  }

  private static Map<String, String> releases() {
    Map<String, String> releases = new LinkedHashMap<>();
    releases.put("windowed-gaussian", "windowedGaussian");
    releases.put("random-cut-forest", "");
    releases.put("host-incidents", "");
    return releases;
  }
}
