package dev.reeve.features.flink;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.IdFingerprints;
import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.RegionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * Event ids of the current key with their event times in milliseconds, within the duplicate
 * horizon. Those of a live entity are looked through once in each horizon of its own time.
 */
final class RememberedIds {

  private final MapState<String, Long> state;
  private final ArrivalRules arrival;

  RememberedIds(MapState<String, Long> state, ArrivalRules arrival) {
    this.state = state;
    this.arrival = arrival;
  }

  /** Whether an event with this id was taken in already. */
  boolean hold(RegionEvent event, long highWaterMark, KnownIds known) throws Exception {
    if (known.lack(event.getEventId(), state)) {
      return false;
    }
    Long seen = state.get(event.getEventId());
    return arrival.isDuplicate(seen, event.getEventTime(), highWaterMark);
  }

  /**
   * Remembers an accepted event.
   *
   * @param head head of its entity, whose time the event has moved on already
   */
  void remember(RegionEvent event, EntityHead head, KnownIds known) throws Exception {
    state.put(event.getEventId(), event.getEventTime());
    known.add(event.getEventId());
    long highWaterMark = head.highWaterMark();
    if (arrival.idsAreDue(head.idsCheckedUpTo(), highWaterMark)) {
      known.takeOver(forgetBefore(arrival.oldestRemembered(highWaterMark)));
      head.idsCheckedUpTo(highWaterMark);
    }
  }

  void clear() {
    state.clear();
  }

  /** Removes what is outdated, and tells what is left. */
  private IdFingerprints forgetBefore(long oldestRemembered) throws Exception {
    List<String> outdated = new ArrayList<>();
    IdFingerprints left = new IdFingerprints();
    for (Map.Entry<String, Long> id : state.entries()) {
      if (id.getValue() < oldestRemembered) {
        outdated.add(id.getKey());
      } else {
        left.add(id.getKey());
      }
    }
    for (String id : outdated) {
      state.remove(id);
    }
    return left;
  }
}
