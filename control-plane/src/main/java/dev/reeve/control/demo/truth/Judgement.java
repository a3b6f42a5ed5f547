package dev.reeve.control.demo.truth;

import dev.reeve.control.demo.fleet.Incident;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Alarms held against incidents. An incident is found if an alarm with the right action concerns
 * its host from its start until its end plus a grace. An alarm is right if it finds an incident;
 * every other one is false, also one with the wrong action.
 *
 * @param incidents incidents that an action was due for, as far as they can be judged
 * @param found how many of them were found
 * @param alarms alarms
 * @param right how many of them found an incident
 */
public record Judgement(int incidents, int found, int alarms, int right) {

  /**
   * Judges alarms. An incident that is neither found nor over, grace included, is left out.
   *
   * @param alarms alarms, each once
   * @param truth incidents in virtual time; those that call for no action are left out
   * @param epoch event time of virtual time 0; milliseconds since the epoch
   * @param now virtual time; milliseconds
   * @param grace milliseconds after an incident's end during which an alarm still counts
   */
  public static Judgement of(
      Collection<Alarm> alarms, List<Incident> truth, long epoch, long now, long grace) {
    Map<String, List<Incident>> byHost =
        truth.stream()
            .filter(Incident::calls)
            .collect(Collectors.groupingBy(i -> key(i.region(), i.host())));
    Set<Incident> found = new HashSet<>();
    int right = 0;
    for (Alarm alarm : alarms) {
      long t = alarm.eventTime() - epoch;
      for (Incident incident : byHost.getOrDefault(key(alarm.region(), alarm.host()), List.of())) {
        boolean within = t >= incident.start() && t < incident.end() + grace;
        if (within && incident.action().equals(alarm.action())) {
          found.add(incident);
          right++;
          break;
        }
      }
    }
    int judged = 0;
    for (Incident incident : truth) {
      boolean over = incident.end() + grace <= now;
      if (incident.calls() && (over || found.contains(incident))) {
        judged++;
      }
    }
    return new Judgement(judged, found.size(), alarms.size(), right);
  }

  /** Sum of two judgements of different regions. */
  public Judgement plus(Judgement other) {
    return new Judgement(
        incidents + other.incidents,
        found + other.found,
        alarms + other.alarms,
        right + other.right);
  }

  /** Share of the alarms that were right; NaN without alarms. */
  public double precision() {
    return alarms == 0 ? Double.NaN : (double) right / alarms;
  }

  /** Share of the incidents that were found; NaN without incidents. */
  public double recall() {
    return incidents == 0 ? Double.NaN : (double) found / incidents;
  }

  private static String key(String region, String host) {
    return region + "/" + host;
  }
}
