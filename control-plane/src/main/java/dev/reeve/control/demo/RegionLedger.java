package dev.reeve.control.demo;

import dev.reeve.control.audit.AccountSums;
import dev.reeve.control.demo.truth.Alarm;
import dev.reeve.control.report.Latency;
import dev.reeve.schema.Account;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Question;
import dev.reeve.schema.RejectedRecord;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one region has committed: its accounts, and the records themselves, counted one by one. */
final class RegionLedger {

  private final AccountSums accounts = new AccountSums();
  private final SortedMap<String, Long> decisions = new TreeMap<>();
  private final SortedMap<String, Long> actions = new TreeMap<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private final Map<String, Question> open = new LinkedHashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<Alarm> alarms = new HashSet<>();
  private final Latency decisionLatency = new Latency();
  private final Latency committedLatency = new Latency();

  void add(Account account) {
    accounts.add(account);
  }

  /**
   * Takes note of a decision.
   *
   * @param now when it was read; milliseconds since the epoch
   */
  void add(Decision decision, long now) {
    decisions.merge(decision.getVerdict(), 1L, Long::sum);
    if (decision.getCauseKind().equals("event")) {
      long appended = decision.getObserved().getAppendedAt();
      decisionLatency.record(decision.getObserved().getDecidedAt() - appended);
      committedLatency.record(now - appended);
    } else if (!decision.getCauseKind().equals("silence")) {
      closed.add(decision.getQuestionId());
      open.remove(decision.getQuestionId());
    }
    if (decision.getVerdict().equals("held")) {
      alarms.add(
          new Alarm(
              decision.getRegion(),
              decision.getEntity(),
              decision.getAction(),
              decision.getEventTime()));
    }
  }

  void add(Action action) {
    actions.merge(action.getName(), 1L, Long::sum);
    alarms.add(
        new Alarm(action.getRegion(), action.getEntity(), action.getName(), action.getEventTime()));
  }

  /** The topics are read side by side, so an answer may be known before its question. */
  void add(Question question) {
    if (!closed.contains(question.getQuestionId())) {
      open.put(question.getQuestionId(), question);
    }
  }

  void add(RejectedRecord record) {
    rejected.merge(record.getReason(), 1L, Long::sum);
  }

  /** What the region's job says that it did. */
  AccountSums accounts() {
    return accounts;
  }

  SortedMap<String, Long> decisions() {
    return new TreeMap<>(decisions);
  }

  SortedMap<String, Long> actions() {
    return new TreeMap<>(actions);
  }

  SortedMap<String, Long> rejected() {
    return new TreeMap<>(rejected);
  }

  Collection<Alarm> alarms() {
    return Set.copyOf(alarms);
  }

  int waiting() {
    return open.size();
  }

  /** From the append of an event to the decision about it. */
  Latency decisionLatency() {
    return decisionLatency;
  }

  /** From the append of an event until a reader of committed records has the decision. */
  Latency committedLatency() {
    return committedLatency;
  }
}
