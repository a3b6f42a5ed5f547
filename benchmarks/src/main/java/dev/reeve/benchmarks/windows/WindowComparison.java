package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.LocalCluster;
import dev.reeve.benchmarks.region.MeasuredSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the jobs that are compared, one at a time: each streams the same events until it has run
 * long enough, and is measured from the start of a pane to the start of a later one.
 */
final class WindowComparison {

  /** All that are compared. */
  static final List<WindowJob> JOBS =
      List.of(new ReeveWindows(), new FlinkSlidingWindows(), new FlinkSqlHop());

  private static final long POLL_MILLIS = 20;

  private final Path folder;
  private final long warmMillis;
  private final long measuredMillis;
  private final long mostMillis;

  /**
   * @param folder where state lies
   * @param warmMillis least time before the measured stretch; it begins when all windows are full
   * @param measuredMillis least time of the measured stretch
   * @param mostMillis the measured stretch begins now, even if windows are not full, and a job that
   *     has no two panes by then has failed
   */
  WindowComparison(Path folder, long warmMillis, long measuredMillis, long mostMillis) {
    this.folder = folder;
    this.warmMillis = warmMillis;
    this.measuredMillis = measuredMillis;
    this.mostMillis = mostMillis;
  }

  /**
   * Measures one job.
   *
   * @throws IllegalStateException if the job ended or stood still
   */
  MeasuredSpan measure(WindowJob job, WindowLoad load) throws Exception {
    StreamExecutionEnvironment environment = LocalCluster.environment(1, folder);
    PaneClock clock = new PaneClock();
    job.build(environment, load, Long.MAX_VALUE - 1, clock);
    JobClient client = environment.executeAsync(job.title());
    try {
      long start = System.nanoTime();
      await(client, clock, start, 1);
      long first = System.nanoTime();
      int full = job.needsFullWindows() ? load.windows() + 1 : 2;
      while (millisSince(first) < warmMillis
          || clock.panes() <= full && millisSince(first) < mostMillis) {
        pause(client);
      }
      int from = clock.panes();
      await(client, clock, System.nanoTime(), from + 1);
      long measured = System.nanoTime();
      while (millisSince(measured) < measuredMillis) {
        pause(client);
      }
      await(client, clock, System.nanoTime(), from + 2);
      return clock.between(from, clock.panes() - 1, load);
    } finally {
      client.cancel().get(30, TimeUnit.SECONDS);
      environment.close();
    }
  }

  private void await(JobClient client, PaneClock clock, long since, int panes) throws Exception {
    while (clock.panes() < panes) {
      if (millisSince(since) > 6 * mostMillis) {
        throw new IllegalStateException(
            "the job stands still after " + clock.panes() + " panes; its results should go on");
      }
      pause(client);
    }
  }

  private static void pause(JobClient client) throws Exception {
    if (client.getJobStatus().get().isGloballyTerminalState()) {
      client.getJobExecutionResult().get();
      throw new IllegalStateException("the job ended before it was measured");
    }
    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
