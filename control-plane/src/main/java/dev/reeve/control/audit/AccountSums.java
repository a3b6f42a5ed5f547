package dev.reeve.control.audit;

import dev.reeve.schema.Account;
import dev.reeve.schema.Count;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over the committed account records of a region: what the job says that it did. Every name is
 * counted by one operator alone.
 */
public final class AccountSums {

  /** Prefix of counts of rejected records; the reason follows. */
  public static final String REJECTED = "rejected.";

  /** Prefix of counts of decisions; the verdict follows. */
  public static final String DECISIONS = "decisions.";

  private final Map<String, TreeMap<String, Long>> operators = new TreeMap<>();

  /** Adds a record. */
  public void add(Account account) {
    TreeMap<String, Long> sums =
        operators.computeIfAbsent(account.getOperator(), operator -> new TreeMap<>());
    for (Count count : account.getCounts()) {
      sums.merge(count.getName(), count.getValue(), Long::sum);
    }
  }

  /** Events that were read. */
  public long read() {
    return sum("read", "read");
  }

  /** Events that were neither rejected nor duplicates. */
  public long accepted() {
    return sum("features", "accepted");
  }

  /** Events whose id had been seen. */
  public long duplicates() {
    return sum("features", "duplicates");
  }

  /** Events that were rejected before or behind the key, by reason. */
  public SortedMap<String, Long> rejected() {
    TreeMap<String, Long> rejected = new TreeMap<>();
    byPrefix("read", REJECTED).forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    byPrefix("features", REJECTED).forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    return rejected;
  }

  /** Feature vectors. */
  public long features() {
    return sum("features", "features");
  }

  /** Silences of entities that were told of. */
  public long silences() {
    return sum("features", "silences");
  }

  /** Violations of expectations, by feature set and expectation: {@code set@version.name}. */
  public SortedMap<String, Long> expectationViolations() {
    return byPrefix("features", "violations.");
  }

  /** Events that feature sets did not take in, by feature set. */
  public SortedMap<String, Long> refused() {
    return byPrefix("features", "refused.");
  }

  /** Decisions by verdict. */
  public SortedMap<String, Long> decisions() {
    return byPrefix("decide", DECISIONS);
  }

  /** Actions. */
  public long actions() {
    return sum("decide", "actions");
  }

  /** Decisions that were held. */
  public long held() {
    return sum("decide", "held");
  }

  /** Answers that were rejected when they were read or when they were weighed, by reason. */
  public SortedMap<String, Long> rejectedAnswers() {
    TreeMap<String, Long> rejected = new TreeMap<>();
    byPrefix("answers", REJECTED).forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    byPrefix("decide", REJECTED).forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    return rejected;
  }

  /** Control records that were rejected, by reason. */
  public SortedMap<String, Long> rejectedControl() {
    return byPrefix("control", REJECTED);
  }

  /** Events that are settled: accepted, duplicate or rejected. */
  public long settled() {
    return accepted()
        + duplicates()
        + rejected().values().stream().mapToLong(Long::longValue).sum();
  }

  private long sum(String operator, String name) {
    return operators.getOrDefault(operator, new TreeMap<>()).getOrDefault(name, 0L);
  }

  private SortedMap<String, Long> byPrefix(String operator, String prefix) {
    TreeMap<String, Long> found = new TreeMap<>();
    operators
        .getOrDefault(operator, new TreeMap<>())
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
              }
            });
    return found;
  }
}
