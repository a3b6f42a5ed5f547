package dev.reeve.control.audit;

import dev.reeve.schema.Answer;
import dev.reeve.schema.Decision;

/** A question as the ledger and the answers tell of it. */
final class Held {

  private String digest;
  private long deadline;
  private Answer valid;
  private int closings;
  private String closedBy = "";
  private String verdict = "";

  void ask(String argumentsDigest, long latestAppend) {
    digest = argumentsDigest;
    deadline = latestAppend;
  }

  void close(Decision decision, RegionAudit.Entry entry) {
    closings++;
    closedBy = decision.getCauseKind();
    verdict = decision.getVerdict();
    entry.followsQuestion();
  }

  /** The first answer in time that names the digest counts. */
  void answer(Answer answer, long appendedAt) {
    boolean counts =
        digest != null && appendedAt <= deadline && answer.getArgumentsDigest().equals(digest);
    if (counts && valid == null) {
      valid = answer;
    }
  }

  boolean asked() {
    return digest != null;
  }

  int closings() {
    return closings;
  }

  boolean isOpen() {
    return asked() && closings == 0;
  }

  boolean isUnanswered() {
    return valid != null && closings == 0;
  }

  /**
   * Whether it was closed otherwise than answered. An answer shortly before the deadline may be
   * read after it: then the deadline closed the question, which is right too.
   */
  boolean contradicts() {
    if (closings == 0) {
      return false;
    }
    if (!closedBy.equals("answer")) {
      return !verdict.equals("denied");
    }
    boolean approved = valid != null && valid.getVerdict().equals("approve");
    return valid == null || approved != verdict.equals("allowed");
  }
}
