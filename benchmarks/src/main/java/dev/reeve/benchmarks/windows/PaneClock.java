package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.MeasuredSpan;
import dev.reeve.benchmarks.region.ProcessorTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes when the first result of each pane comes; between two of these moments all events of the
 * panes between them were taken in.
 */
final class PaneClock implements WindowResults {

  private record Mark(long end, long nanos, long cpuNanos) {}

  private final List<Mark> marks = new ArrayList<>();

  @Override
  public synchronized void accept(String key, long windowEnd, int panes, double mean, double max) {
    if (marks.isEmpty() || windowEnd > marks.get(marks.size() - 1).end()) {
      marks.add(new Mark(windowEnd, System.nanoTime(), ProcessorTime.nanos()));
    }
  }

  @Override
  public boolean wantsEveryLength() {
    return false;
  }

  /** Panes seen so far. */
  synchronized int panes() {
    return marks.size();
  }

  /**
   * What the events from one pane to another took.
   *
   * @param from number of the first pane in the order of arrival
   * @param to number of the pane after the last
   */
  synchronized MeasuredSpan between(int from, int to, WindowLoad load) {
    Mark first = marks.get(from);
    Mark last = marks.get(to);
    long panes = (last.end() - first.end()) / WindowLoad.PANE;
    return new MeasuredSpan(
        panes * load.eventsInPane(),
        last.nanos() - first.nanos(),
        last.cpuNanos() - first.cpuNanos());
  }
}
