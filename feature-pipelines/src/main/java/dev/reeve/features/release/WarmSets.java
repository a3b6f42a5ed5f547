package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;
import java.util.List;

/**
 * The sets of one type of entity that are kept warm, for as long as each is. They are asked for
 * with every event, long after the last of them went cold: that costs one comparison.
 *
 * @param sets the sets, in the order in which they are computed
 * @param lastUntil last Kafka timestamp at which any is warm, milliseconds since the epoch
 */
record WarmSets(List<WarmSet> sets, long lastUntil) {

  static final WarmSets NONE = new WarmSets(List.of(), Long.MIN_VALUE);

  static WarmSets of(List<WarmSet> sets) {
    return new WarmSets(
        List.copyOf(sets), sets.stream().mapToLong(WarmSet::until).max().orElse(Long.MIN_VALUE));
  }

  /** The sets that are warm for an event of this Kafka timestamp. */
  List<FeatureSetPlan> at(long timestamp) {
    return timestamp > lastUntil
        ? List.of()
        : sets.stream().filter(set -> timestamp <= set.until()).map(WarmSet::plan).toList();
  }
}
