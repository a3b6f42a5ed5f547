package dev.reeve.features.flink;

import dev.reeve.features.state.EntityHead;
import org.apache.flink.streaming.api.TimerService;

/** The one event-time timer of the current key; the entity's head knows when it is due. */
final class EntityTimer {

  private EntityTimer() {}

  /**
   * Moves the timer, unless an earlier one is set that will look after this.
   *
   * @param due watermark in milliseconds; {@link EntityHead#NO_TIMER} for never
   */
  static void set(EntityHead head, long due, TimerService timers) {
    if (head.timer() > due) {
      if (head.timer() != EntityHead.NO_TIMER) {
        timers.deleteEventTimeTimer(head.timer());
      }
      timers.registerEventTimeTimer(due);
      head.timer(due);
    }
  }
}
