package dev.reeve.jobs.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must leave the job for records that were sent under the release host-watch, computed from
 * the records alone.
 *
 * @param actions name and argument of the action, by entity and event id
 * @param decisions verdict by entity, event id and ordinal
 * @param fates number of records by what became of them
 */
public record Expected(
    Map<String, String> actions, Map<String, String> decisions, Map<String, Long> fates) {

  private static final double TRIGGER = 0.9;
  private static final double PAGE = 0.97;

  public static Expected of(List<SentEvent> sent) {
    Map<String, String> actions = new TreeMap<>();
    Map<String, String> decisions = new TreeMap<>();
    Map<String, Long> fates = new TreeMap<>();
    Map<String, Long> seen = new HashMap<>();
    for (SentEvent event : sent) {
      fates.merge(event.fate(), 1L, Long::sum);
      if (!event.fate().equals(SentEvent.ACCEPTED)) {
        continue;
      }
      long nth = seen.merge(event.entity(), 1L, Long::sum);
      String cause = event.entity() + " " + event.eventId();
      if (event.load() > TRIGGER) {
        decisions.put(cause + " 0", "allowed restart");
        actions.put(cause, "restart seen=double:" + (double) nth);
      }
      if (event.load() > PAGE) {
        decisions.put(cause + " 1", "denied page");
      }
    }
    return new Expected(actions, decisions, fates);
  }

  public long sent() {
    return fates.values().stream().mapToLong(Long::longValue).sum();
  }
}
