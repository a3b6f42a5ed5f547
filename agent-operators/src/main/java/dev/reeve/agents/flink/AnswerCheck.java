package dev.reeve.agents.flink;

import dev.reeve.schema.Answer;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.Refusals;

/**
 * Whether an answer counts: its question is pending, it names the digest of the exact arguments,
 * and it was appended by the deadline.
 *
 * @param reason code of the refusal; empty when it counts
 * @param detail what was found and what is allowed
 * @param isApproval whether it approves
 */
record AnswerCheck(String reason, String detail, boolean isApproval) {

  /** Checks an answer against the decision that waits for it; null when none does. */
  static AnswerCheck of(Answer answer, SourceRecord source, Decision held) {
    boolean approves = answer.getVerdict().equals("approve");
    if (!approves && !answer.getVerdict().equals("deny")) {
      return refused(
          "UNDECODABLE", "verdict is '" + answer.getVerdict() + "', allowed: approve, deny");
    }
    if (held == null) {
      return refused(
          "UNKNOWN_QUESTION",
          "question '%s' of %s '%s' is not pending: never asked, answered or past its deadline"
              .formatted(answer.getQuestionId(), answer.getEntityType(), answer.getEntity()));
    }
    if (!held.getArgumentsDigest().equals(answer.getArgumentsDigest())) {
      return refused(
          "DIGEST_MISMATCH",
          "arguments_digest is '%s', the question's is '%s'"
              .formatted(answer.getArgumentsDigest(), held.getArgumentsDigest()));
    }
    long deadline = held.getObserved().getDeadline();
    if (source.getTimestamp() > deadline) {
      return refused(
          "STALE_ANSWER",
          "appended at %d, the deadline was %d".formatted(source.getTimestamp(), deadline));
    }
    return new AnswerCheck("", "", approves);
  }

  private static AnswerCheck refused(String reason, String detail) {
    return new AnswerCheck(reason, detail, false);
  }

  boolean isAccepted() {
    return reason.isEmpty();
  }

  /** The record of the refusal, with the raw answer. */
  RejectedRecord rejected(String region, Answer answer, SourceRecord source) {
    return new Refusals(region, "decide")
        .of(source, reason, detail)
        .setEntityType(answer.getEntityType())
        .setEntity(answer.getEntity())
        .build();
  }
}
