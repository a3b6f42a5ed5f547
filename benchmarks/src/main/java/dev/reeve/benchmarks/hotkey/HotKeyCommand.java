package dev.reeve.benchmarks.hotkey;

import dev.reeve.benchmarks.region.MeasuredSpan;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a hot entity costs, and costs the others. */
@Command(
    name = "hot-key",
    description = "An entity with 1,000 times the rate of the others: its cost and theirs.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: benchmarks/run hot-key --rounds 5"})
public final class HotKeyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--others",
      defaultValue = "2000",
      description = "entities; default ${DEFAULT-VALUE}")
  private int others;

  @Option(
      names = "--times",
      defaultValue = "1000",
      description = "rate of the hot entity, in rates of the others; default ${DEFAULT-VALUE}")
  private int times;

  @Option(
      names = "--warm",
      defaultValue = "70",
      description = "seconds of event time before the measured ones; ids are remembered for 60")
  private int warm;

  @Option(
      names = "--measured",
      defaultValue = "130",
      description = "seconds of event time that are measured; default ${DEFAULT-VALUE}")
  private int measured;

  @Option(
      names = "--rate",
      defaultValue = "3",
      description =
          "seconds of event time in a second where latency is measured; default ${DEFAULT-VALUE}")
  private double rate;

  @Option(names = "--rounds", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--folder", description = "where state lies while it runs; default a new one")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    Path state = folder == null ? Files.createTempDirectory("reeve-benchmark-") : folder;
    HotRun run = new HotRun(state);
    HotLoad without = new HotLoad(others, 0);
    HotLoad with = new HotLoad(others, times);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| round | ns/event without, with | CPU ns/event without, with"
            + " | CPU ns of a hot event / of another | others' p50, p99, max ms without"
            + " | with |");
    out.println("|---|---|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      MeasuredSpan cold = run.run(without, warm, measured, 0).span();
      MeasuredSpan both = run.run(with, warm, measured, 0).span();
      Histogram coldLatency = run.run(without, warm, measured, rate).latencies();
      Histogram bothLatency = run.run(with, warm, measured, rate).latencies();
      double hotCpu =
          (double) (both.cpuNanos() - cold.cpuNanos()) / (both.events() - cold.events());
      out.printf(
          Locale.ROOT,
          "| %d | %,.0f, %,.0f | %,.0f, %,.0f | %.2f | %s | %s |%n",
          round,
          cold.nanosPerEvent(),
          both.nanosPerEvent(),
          cold.cpuNanosPerEvent(),
          both.cpuNanosPerEvent(),
          hotCpu / cold.cpuNanosPerEvent(),
          millis(coldLatency),
          millis(bothLatency));
      out.flush();
    }
    return 0;
  }

  private static String millis(Histogram micros) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f, %.1f",
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
