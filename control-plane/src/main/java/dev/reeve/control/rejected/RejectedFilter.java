package dev.reeve.control.rejected;

import java.util.Set;

/**
 * Which rejected records are wanted.
 *
 * @param reasons codes; empty for all
 * @param entity entity's id, or {@code type/id}; empty for all
 * @param since least Kafka timestamp of the input, milliseconds since the epoch
 * @param until timestamp from which on inputs are left out
 * @param limit most records; the newest are kept
 */
public record RejectedFilter(
    Set<String> reasons, String entity, long since, long until, int limit) {

  /** Whether a record is wanted. */
  public boolean test(RejectedEntry entry) {
    long timestamp = entry.record().getTimestamp();
    return (reasons.isEmpty() || reasons.contains(entry.record().getReason()))
        && (entity.isEmpty()
            || entity.equals(entry.record().getEntity())
            || entity.equals(entry.entity()))
        && timestamp >= since
        && timestamp < until;
  }
}
