package dev.reeve.control.approval;

import dev.reeve.schema.Answer;
import dev.reeve.schema.Question;

/**
 * A question that no decision has closed yet.
 *
 * @param question what is asked
 * @param answer the first answer that was written, which its region job has not read yet; null when
 *     there is none
 */
public record PendingQuestion(Question question, Answer answer) {

  /** Whether an answer is on its way. */
  public boolean isAnswered() {
    return answer != null;
  }

  /** Milliseconds until its deadline at the given time; negative when it has passed. */
  public long millisLeft(long now) {
    return question.getDeadline() - now;
  }
}
