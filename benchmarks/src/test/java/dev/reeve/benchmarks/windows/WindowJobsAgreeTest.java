package dev.reeve.benchmarks.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.benchmarks.region.LocalCluster;
import dev.reeve.benchmarks.windows.WindowLoad.Layout;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Do all who are compared compute the same numbers? Speed is not looked at. */
class WindowJobsAgreeTest {

  private static final int PANES = 9;

  private record Window(String key, long end, int panes) {}

  private record Numbers(double mean, double max) {}

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void everyWindowHasTheSameMeanAndMaximum(Layout layout) throws Exception {
    WindowLoad load = new WindowLoad(4, layout, 3, 5);
    Map<String, Numbers> expected = oracle(load);
    assertThat(expected).hasSize(PANES * load.keys() * load.lengths().size());
    for (WindowJob job : WindowComparison.JOBS) {
      if (job.supports(load)) {
        assertThat(run(job, load)).as(job.title()).isEqualTo(expected);
      }
    }
  }

  @Test
  void theLoadTicksInStep() {
    WindowLoad load = new WindowLoad(4, Layout.OVERLAPPING, 4, 3);
    assertThat(load.eventsInPane()).isEqualTo(12);
    assertThat(load.time(2)).isZero();
    assertThat(load.time(3)).isEqualTo(250);
    assertThat(load.time(12)).isEqualTo(WindowLoad.PANE);
    assertThat(WindowLoad.value(7)).isBetween(0.0, 255.75).isEqualTo(WindowLoad.value(7));
    assertThat(Math.rint(WindowLoad.value(7) * 4) / 4).isEqualTo(WindowLoad.value(7), within(0.0));
  }

  /** Mean rounded to nine digits: one divides a sum, another moves a mean on with each value. */
  private Map<String, Numbers> run(WindowJob job, WindowLoad load) throws Exception {
    Map<String, Numbers> results = new TreeMap<>();
    StreamExecutionEnvironment environment =
        LocalCluster.environment(1, folder.resolve(job.title().replace(' ', '-')));
    job.build(
        environment,
        load,
        PANES * load.eventsInPane(),
        (key, end, panes, mean, max) -> {
          if (end <= PANES * WindowLoad.PANE) {
            results.put(new Window(key, end, panes).toString(), new Numbers(rounded(mean), max));
          }
        });
    environment.execute(job.title());
    return results;
  }

  private static Map<String, Numbers> oracle(WindowLoad load) {
    Map<String, Numbers> results = new TreeMap<>();
    for (int key = 0; key < load.keys(); key++) {
      for (long end = WindowLoad.PANE; end <= PANES * WindowLoad.PANE; end += WindowLoad.PANE) {
        for (int panes : load.lengths()) {
          results.put(new Window("h" + key, end, panes).toString(), numbers(load, key, end, panes));
        }
      }
    }
    return results;
  }

  private static Numbers numbers(WindowLoad load, int key, long end, int panes) {
    long count = 0;
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (long i = key; i < PANES * load.eventsInPane(); i += load.keys()) {
      if (load.time(i) < end && load.time(i) >= end - panes * WindowLoad.PANE) {
        count++;
        sum += WindowLoad.value(i);
        max = Math.max(max, WindowLoad.value(i));
      }
    }
    return new Numbers(rounded(sum / count), max);
  }

  private static double rounded(double number) {
    return Math.rint(number * 1e9) / 1e9;
  }
}
