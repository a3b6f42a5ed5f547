package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.MeasuredSpan;
import dev.reeve.benchmarks.windows.WindowLoad.Layout;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what one event costs with 1, 5, 20 and 80 windows: Reeve beside Flink's own. */
@Command(
    name = "windows",
    description = "Cost of an event with 1, 5, 20 and 80 windows, beside Flink's own windows.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: benchmarks/run windows --rounds 5"})
public final class WindowsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--windows",
      split = ",",
      defaultValue = "1,5,20,80",
      description = "${DEFAULT-VALUE}")
  private List<Integer> windows;

  @Option(
      names = "--events-per-pane",
      split = ",",
      defaultValue = "10",
      description = "events of an entity in a pane of 1 s; default ${DEFAULT-VALUE}")
  private List<Integer> eventsPerPane;

  @Option(
      names = "--keys",
      defaultValue = "200",
      description = "entities; default ${DEFAULT-VALUE}")
  private int keys;

  @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--layouts",
      split = ",",
      description = "of ${COMPLETION-CANDIDATES}; default all")
  private List<Layout> layouts = List.of(Layout.values());

  @Option(names = "--jobs", split = ",", description = "parts of titles; default all")
  private List<String> jobs = List.of("");

  @Option(names = "--measured-millis", defaultValue = "2000", description = "least time measured")
  private long measuredMillis;

  @Option(names = "--folder", description = "where state lies while it runs; default a new one")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path state = folder == null ? Files.createTempDirectory("reeve-benchmark-") : folder;
    WindowComparison comparison = new WindowComparison(state, 1_500, measuredMillis, 15_000);
    warmUp(new WindowComparison(state, 8_000, measuredMillis, 20_000));
    Map<Cell, List<MeasuredSpan>> measured = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Cell cell : cells()) {
        MeasuredSpan span = comparison.measure(WindowComparison.JOBS.get(cell.job()), cell.load());
        measured.computeIfAbsent(cell, c -> new ArrayList<>()).add(span);
        spec.commandLine()
            .getErr()
            .printf(
                "round %d of %d: %-24s %s %,.0f events/s, %,.0f cpu ns/event%n",
                round,
                rounds,
                WindowComparison.JOBS.get(cell.job()).title(),
                cell.load(),
                span.eventsPerSecond(),
                span.cpuNanosPerEvent())
            .flush();
      }
    }
    new WindowsTable(measured).print(out);
    out.flush();
    return 0;
  }

  /** Each job once, uncounted, so that the first round finds compiled code as the others do. */
  private void warmUp(WindowComparison comparison) throws Exception {
    WindowLoad load = new WindowLoad(Collections.max(windows), layouts.get(0), 1, keys);
    for (WindowJob job : WindowComparison.JOBS) {
      if (job.supports(load) && jobs.stream().anyMatch(job.title()::contains)) {
        comparison.measure(job, load);
      }
    }
  }

  /** Windows vary slowest and peers fastest, so that what is compared runs close together. */
  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Layout layout : layouts) {
      for (int events : eventsPerPane) {
        for (int count : windows) {
          for (int job = 0; job < WindowComparison.JOBS.size(); job++) {
            WindowLoad load = new WindowLoad(count, layout, events, keys);
            String title = WindowComparison.JOBS.get(job).title();
            if (WindowComparison.JOBS.get(job).supports(load)
                && jobs.stream().anyMatch(title::contains)) {
              cells.add(new Cell(load, job));
            }
          }
        }
      }
    }
    return cells;
  }

  /** A job over a load, in the order of the table. */
  record Cell(WindowLoad load, int job) implements Comparable<Cell> {
    /** The same with another number of windows. */
    Cell with(int windows) {
      return new Cell(
          new WindowLoad(windows, load.layout(), load.eventsPerPane(), load.keys()), job);
    }

    @Override
    public int compareTo(Cell other) {
      int order = load.layout().compareTo(other.load.layout());
      order =
          order != 0 ? order : Integer.compare(load.eventsPerPane(), other.load.eventsPerPane());
      order = order != 0 ? order : Integer.compare(load.windows(), other.load.windows());
      return order != 0 ? order : Integer.compare(job, other.job);
    }
  }
}
