package dev.reeve.schema.account;

import dev.reeve.schema.Account;
import dev.reeve.schema.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts since the last account record. It is emptied into a record just before each checkpoint
 * barrier, so that the record is committed with what it counts, and a failure, which takes both
 * back, needs no state.
 */
public final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts one. */
  public void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  /**
   * Empties the counts into an account record.
   *
   * @return empty when nothing was counted
   */
  public Optional<Account> drain(String region, String operator, int subtask) {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    List<Count> rows = new ArrayList<>();
    counts.forEach((name, value) -> rows.add(new Count(name, value)));
    counts.clear();
    return Optional.of(new Account(region, operator, subtask, rows));
  }
}
