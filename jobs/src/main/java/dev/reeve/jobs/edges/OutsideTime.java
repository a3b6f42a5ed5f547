package dev.reeve.jobs.edges;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a stream that has no event time of its own, such as control records: none, and the
 * stream is idle from the first moment on, so that it neither holds back another that it joins nor
 * pushes it on. A watermark at the end of time would hold back nothing either, but it would become
 * the joint watermark as soon as the other stream is silent.
 */
final class OutsideTime<T> implements WatermarkGenerator<T> {

  static <T> WatermarkStrategy<T> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new OutsideTime<>());
  }

  @Override
  public void onEvent(T record, long timestamp, WatermarkOutput output) {
    output.markIdle();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
