package dev.reeve.benchmarks.windows;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** One watermark at the end of each pane, so that windows fire as soon as they are complete. */
final class PaneWatermarks<T> implements WatermarkGenerator<T> {

  private long pane = Long.MIN_VALUE;

  /** The strategy of a stream whose records carry their timestamps in a field. */
  static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.forGenerator(context -> new PaneWatermarks<T>());
  }

  @Override
  public void onEvent(T event, long time, WatermarkOutput output) {
    long now = Math.floorDiv(time, WindowLoad.PANE);
    if (now > pane) {
      pane = now;
      output.emitWatermark(new Watermark(now * WindowLoad.PANE - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // The end of a pane is the only moment at which something is due.
  }
}
