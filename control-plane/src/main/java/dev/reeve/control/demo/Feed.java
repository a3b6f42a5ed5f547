package dev.reeve.control.demo;

import dev.reeve.schema.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The latest of what is worth telling: one line each, oldest first. */
final class Feed {

  private static final int LINES = 40;
  private static final Set<String> TELLING = Set.of("allowed", "held", "denied", "safe_default");

  /** Event-time milliseconds during which the same about the same host is told once. */
  private static final long QUIET = 10_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Map<String, Long> told = new HashMap<>();
  private final long epoch;

  /**
   * @param epoch event time of virtual time 0
   */
  Feed(long epoch) {
    this.epoch = epoch;
  }

  /** Tells of a decision, unless it is of the everyday kind. */
  void tell(Decision decision) {
    if (!TELLING.contains(decision.getVerdict())) {
      return;
    }
    String what =
        String.format(
            "%s %s %s %s",
            decision.getRegion(), decision.getEntity(), verdict(decision), decision.getAction());
    Long before = told.put(what, decision.getEventTime());
    if (before == null || decision.getEventTime() - before > QUIET) {
      tell(decision.getEventTime() - epoch, what + ": " + reason(decision));
    }
  }

  /**
   * Tells of anything else.
   *
   * @param t virtual time in milliseconds
   */
  void tell(long t, String what) {
    lines.addLast(String.format(Locale.ROOT, "%d:%02d %s", t / 60_000, t / 1_000 % 60, what));
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static String verdict(Decision decision) {
    return switch (decision.getCauseKind()) {
      case "answer" -> decision.getVerdict() + " after an answer,";
      case "timer" -> decision.getVerdict() + " without an answer,";
      default -> decision.getVerdict();
    };
  }

  private static String reason(Decision decision) {
    return decision.getCauseKind().equals("answer")
        ? decision.getObserved().getAnsweredBy() + " says: " + decision.getObserved().getComment()
        : decision.getReason();
  }
}
