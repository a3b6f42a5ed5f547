package dev.reeve.agents.ledger;

import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.decision.Verdict;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A decision computed once more from the repeatable part of its ledger record and its release.
 *
 * <p>What a person answered, and that nobody did, cannot be computed: of such a decision it is
 * repeated that its proposal was to be held, and what follows from the recorded verdict.
 *
 * @param entry the records as computed now; null when the release comes to no such decision
 * @param differences fields in which the recorded decision differs, ordered as in the schema
 */
public record Repetition(LedgerEntry entry, List<String> differences) {

  private static final Set<String> FOLLOWS_A_QUESTION = Set.of("answer", "timer", "limit");

  /** Repeats a decision under the release that it names; null stands for "no release". */
  public static Repetition of(Decision recorded, ReleaseProgram program) {
    Situation situation = Situation.of(recorded);
    Conclusion conclusion = conclusion(recorded, situation, program);
    if (conclusion == null) {
      return new Repetition(null, List.of("the release comes to no such decision"));
    }
    LedgerEntry entry =
        LedgerEntry.of(situation, conclusion, program == null ? "" : program.digest());
    if (FOLLOWS_A_QUESTION.contains(recorded.getCauseKind())) {
      if (conclusion.verdict() != Verdict.HELD) {
        return new Repetition(entry, List.of("the release does not hold this proposal"));
      }
      entry = answered(recorded, entry.decision());
    }
    return new Repetition(entry, differences(recorded, entry.decision()));
  }

  private static Conclusion conclusion(
      Decision recorded, Situation situation, ReleaseProgram program) {
    if (program == null) {
      return Conclusion.withoutLaw();
    }
    CoolDowns coolDowns = CoolDowns.of(recorded);
    return program
        .repeat(situation, coolDowns, recorded.getAgent(), recorded.getOrdinal())
        .orElse(null);
  }

  private static LedgerEntry answered(Decision recorded, Decision held) {
    held.setQuestionId(recorded.getQuestionId());
    return switch (recorded.getCauseKind()) {
      case "timer" -> LedgerEntry.afterDeadline(held);
      case "limit" -> LedgerEntry.beyondLimit(held);
      default ->
          LedgerEntry.afterAnswer(held, recorded.getVerdict().equals(Verdict.ALLOWED.text()));
    };
  }

  private static List<String> differences(Decision recorded, Decision computed) {
    List<String> differences = new ArrayList<>();
    for (Schema.Field field : recorded.getSchema().getFields()) {
      Object then = recorded.get(field.pos());
      Object now = computed.get(field.pos());
      if (!field.name().equals("observed")
          && recorded.getSpecificData().compare(then, now, field.schema()) != 0) {
        differences.add("%s: recorded %s, computed %s".formatted(field.name(), then, now));
      }
    }
    return differences;
  }

  /** Whether the decision repeats. */
  public boolean agrees() {
    return differences.isEmpty();
  }

  /** The action as computed now; null when none leaves. */
  public Action action() {
    return entry == null ? null : entry.action();
  }
}
