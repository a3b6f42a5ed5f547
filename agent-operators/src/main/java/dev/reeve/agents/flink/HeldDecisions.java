package dev.reeve.agents.flink;

import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.schema.Decision;
import dev.reeve.schema.PendingQuestion;
import dev.reeve.schema.PendingQuestions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The held decisions of the current entity by question id, with a short list of their deadlines
 * beside them: so a deadline reads the decisions that it ends, and no others.
 */
final class HeldDecisions {

  private final MapState<String, Decision> decisions;
  private final ValueState<PendingQuestions> pending;

  HeldDecisions(RuntimeContext context) {
    decisions =
        context.getMapState(
            new MapStateDescriptor<>("held", Types.STRING, new AvroTypeInfo<>(Decision.class)));
    pending =
        context.getState(
            new ValueStateDescriptor<>("pending", new AvroTypeInfo<>(PendingQuestions.class)));
  }

  /** Whether the entity has as many as it may. */
  boolean isFull() throws Exception {
    return pending().size() >= LedgerEntry.MAX_PENDING;
  }

  /** The decision that waits for the answer to a question; null when none does. */
  Decision get(String questionId) throws Exception {
    return decisions.get(questionId);
  }

  void put(Decision decision) throws Exception {
    decisions.put(decision.getQuestionId(), decision);
    List<PendingQuestion> questions = pending();
    questions.add(
        new PendingQuestion(decision.getObserved().getDeadline(), decision.getQuestionId()));
    questions.sort(null);
    update(questions);
  }

  void remove(String questionId) throws Exception {
    decisions.remove(questionId);
    List<PendingQuestion> questions = pending();
    questions.removeIf(question -> question.getQuestionId().equals(questionId));
    update(questions);
  }

  /** Removes the decisions whose deadline has come, in the order of deadlines and ids. */
  List<Decision> takeOverdue(long now) throws Exception {
    List<Decision> overdue = new ArrayList<>();
    List<PendingQuestion> questions = pending();
    while (!questions.isEmpty() && questions.get(0).getDeadline() <= now) {
      String questionId = questions.remove(0).getQuestionId();
      overdue.add(decisions.get(questionId));
      decisions.remove(questionId);
    }
    if (!overdue.isEmpty()) {
      update(questions);
    }
    return overdue;
  }

  /** A copy, since what state hands out must not be changed. */
  private List<PendingQuestion> pending() throws Exception {
    PendingQuestions state = pending.value();
    return state == null ? new ArrayList<>() : new ArrayList<>(state.getQuestions());
  }

  private void update(List<PendingQuestion> questions) throws Exception {
    if (questions.isEmpty()) {
      pending.clear();
    } else {
      pending.update(new PendingQuestions(questions));
    }
  }
}
