package dev.reeve.agents.decision;

import dev.reeve.schema.CoolDown;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.RunningCoolDown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When each action was last let through for one entity, in event time. What has ended as of an
 * event is not seen by it, whether or not clean-up has removed it: so watermarks decide nothing.
 */
public final class CoolDowns {

  private final SortedMap<String, RunningCoolDown> running = new TreeMap<>();
  private long removeAt;
  private boolean changed;

  /** The cool-downs in state; null stands for none. */
  public static CoolDowns of(EntityCoolDowns state) {
    CoolDowns coolDowns = new CoolDowns();
    if (state != null) {
      state.getRunning().forEach(c -> coolDowns.running.put(c.getAction(), c));
      coolDowns.removeAt = state.getRemoveAt();
    }
    return coolDowns;
  }

  /** The cool-downs that a decision of the ledger found. */
  public static CoolDowns of(Decision decision) {
    CoolDowns coolDowns = new CoolDowns();
    for (CoolDown found : decision.getCoolDowns()) {
      coolDowns.running.put(
          found.getAction(),
          new RunningCoolDown(found.getAction(), found.getLastEventTime(), Long.MAX_VALUE));
    }
    return coolDowns;
  }

  /** Those that an event at this time sees, ordered by action. */
  List<CoolDown> asOf(long eventTime) {
    List<CoolDown> seen = new ArrayList<>();
    for (Map.Entry<String, RunningCoolDown> entry : running.entrySet()) {
      if (entry.getValue().getEndsAt() > eventTime) {
        seen.add(new CoolDown(entry.getKey(), entry.getValue().getLastEventTime()));
      }
    }
    return seen;
  }

  /**
   * Notes that an action was let through. A late event, or one under a shorter law, takes nothing
   * back from what is noted.
   *
   * @param lengthMillis longest of its cool-downs in event time; 0 starts none
   * @param keepMillis event time for which it is kept after its end
   */
  void start(String action, long eventTime, long lengthMillis, long keepMillis) {
    if (lengthMillis > 0) {
      long last = eventTime;
      long endsAt = saturatedSum(eventTime, lengthMillis);
      RunningCoolDown before = running.get(action);
      if (before != null) {
        last = Math.max(last, before.getLastEventTime());
        endsAt = Math.max(endsAt, before.getEndsAt());
      }
      running.put(action, new RunningCoolDown(action, last, endsAt));
      removeAt = Math.max(removeAt, saturatedSum(endsAt, keepMillis));
      changed = true;
    }
  }

  /** Whether an action was let through since these were read. */
  public boolean isChanged() {
    return changed;
  }

  /** Event-time milliseconds after which a silent entity's cool-downs may go. */
  public long removeAt() {
    return removeAt;
  }

  /** The form that state holds. */
  public EntityCoolDowns toState() {
    return new EntityCoolDowns(new ArrayList<>(running.values()), removeAt);
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
  }
}
