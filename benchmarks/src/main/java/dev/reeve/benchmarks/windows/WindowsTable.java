package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.MeasuredSpan;
import dev.reeve.benchmarks.windows.WindowsCommand.Cell;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The comparison as a table in Markdown: medians of the rounds, least and greatest in brackets. */
final class WindowsTable {

  private final Map<Cell, List<MeasuredSpan>> measured;

  WindowsTable(Map<Cell, List<MeasuredSpan>> measured) {
    this.measured = measured;
  }

  void print(PrintWriter out) {
    out.println(
        "| layout | events per pane | windows | job | events/s | ns/event"
            + " | CPU ns/event | times Reeve's CPU |");
    out.println("|---|---|---|---|---|---|---|---|");
    measured.forEach(
        (cell, spans) ->
            out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %s | %s | %s |%n",
                cell.load().layout().name().toLowerCase(Locale.ROOT),
                cell.load().eventsPerPane(),
                cell.load().windows(),
                WindowComparison.JOBS.get(cell.job()).title(),
                spread(spans, MeasuredSpan::eventsPerSecond),
                spread(spans, MeasuredSpan::nanosPerEvent),
                spread(spans, MeasuredSpan::cpuNanosPerEvent),
                ratio(cell, spans)));
    out.println();
    measured.forEach((cell, spans) -> printGrowth(cell, spans, out));
  }

  /** What Reeve's greatest number of windows costs against its least, of the same load. */
  private void printGrowth(Cell cell, List<MeasuredSpan> spans, PrintWriter out) {
    List<Integer> counts =
        measured.keySet().stream()
            .filter(other -> cell.job() == 0 && other.equals(cell.with(other.load().windows())))
            .map(other -> other.load().windows())
            .toList();
    if (counts.size() > 1 && cell.load().windows() == counts.get(counts.size() - 1)) {
      List<MeasuredSpan> fewest = measured.get(cell.with(counts.get(0)));
      out.printf(
          Locale.ROOT,
          "Reeve, %s, %d events per pane: %d windows cost %.2f times the CPU of %d.%n",
          cell.load().layout().name().toLowerCase(Locale.ROOT),
          cell.load().eventsPerPane(),
          cell.load().windows(),
          median(spans) / median(fewest),
          counts.get(0));
    }
  }

  private static double median(List<MeasuredSpan> spans) {
    return spans.stream()
        .mapToDouble(MeasuredSpan::cpuNanosPerEvent)
        .sorted()
        .toArray()[spans.size() / 2];
  }

  /** Median of the ratios of each round. */
  private String ratio(Cell cell, List<MeasuredSpan> spans) {
    List<MeasuredSpan> own = measured.get(new Cell(cell.load(), 0));
    if (own == null || cell.job() == 0) {
      return "";
    }
    double[] ratios = new double[spans.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = spans.get(round).cpuNanosPerEvent() / own.get(round).cpuNanosPerEvent();
    }
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f-%.1f)",
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static String spread(List<MeasuredSpan> spans, ToDoubleFunction<MeasuredSpan> figure) {
    double[] sorted = spans.stream().mapToDouble(figure).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%,.0f (%,.0f-%,.0f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
