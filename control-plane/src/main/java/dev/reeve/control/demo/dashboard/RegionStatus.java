package dev.reeve.control.demo.dashboard;

import dev.reeve.control.demo.truth.Judgement;
import java.util.SortedMap;

/**
 * The state of one region at a moment. Counts are those of committed records since the start.
 *
 * @param region name of the region
 * @param published records that were sent to it
 * @param read records that its job has read
 * @param perSecond records read per second, lately
 * @param accepted events that were used
 * @param duplicates events that had been seen before
 * @param rejected rejected records by reason
 * @param features feature vectors that were computed
 * @param decisions decisions by verdict
 * @param actions actions by name
 * @param waiting held decisions that still wait for an answer
 * @param checkpointMillis duration of the latest checkpoint in milliseconds; negative before it
 * @param decision milliseconds from the append of an event to the decision about it
 * @param committed milliseconds from the append of an event until a reader of committed records has
 *     the decision
 * @param judgement its alarms, judged by the truth
 */
public record RegionStatus(
    String region,
    long published,
    long read,
    double perSecond,
    long accepted,
    long duplicates,
    SortedMap<String, Long> rejected,
    long features,
    SortedMap<String, Long> decisions,
    SortedMap<String, Long> actions,
    long waiting,
    long checkpointMillis,
    Quantiles decision,
    Quantiles committed,
    Judgement judgement) {

  /** Sum of the values of a map of counts. */
  static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
