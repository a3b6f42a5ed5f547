package dev.reeve.jobs.edges;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a stream that has no event time of its own, such as control records: always at the
 * end of time, so that the stream holds back no other that it joins, however long it is silent.
 */
final class OutsideTime<T> implements WatermarkGenerator<T> {

  static <T> WatermarkStrategy<T> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new OutsideTime<>());
  }

  @Override
  public void onEvent(T record, long timestamp, WatermarkOutput output) {
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }
}
