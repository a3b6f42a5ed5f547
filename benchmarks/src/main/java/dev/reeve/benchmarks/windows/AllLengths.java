package dev.reeve.benchmarks.windows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * The windows of {@link org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows}
 * of several lengths at once, so that Flink needs one shuffle and one operator for all of them.
 */
final class AllLengths extends WindowAssigner<Object, TimeWindow> {

  private static final long serialVersionUID = 1L;

  private final List<Long> lengths;
  private final long slide;

  /**
   * @param lengths lengths in milliseconds, multiples of the slide
   * @param slide slide in milliseconds
   */
  AllLengths(List<Long> lengths, long slide) {
    this.lengths = lengths;
    this.slide = slide;
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    List<TimeWindow> windows = new ArrayList<>();
    long newest = TimeWindow.getWindowStartWithOffset(timestamp, 0, slide);
    for (long length : lengths) {
      for (long start = newest; start > timestamp - length; start -= slide) {
        windows.add(new TimeWindow(start, start + length));
      }
    }
    return windows;
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return EventTimeTrigger.create();
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
    return new TimeWindow.Serializer();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }
}
