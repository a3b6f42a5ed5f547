package dev.reeve.control.demo;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Question;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.identity.TypedEntity;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A person, simulated: approves most questions after a moment's thought, denies some, and lets some
 * pass. What becomes of a question depends on its id alone.
 */
final class SimulatedOperator {

  /** What becomes of a question. */
  enum Manner {
    APPROVE,
    DENY,
    SILENT
  }

  private static final String NAME = "simulated operator";

  private final Addresses addresses;
  private final Contracts contracts;
  private final TopicWriter writer;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::due));

  SimulatedOperator(Addresses addresses, Contracts contracts, TopicWriter writer) {
    this.addresses = addresses;
    this.contracts = contracts;
    this.writer = writer;
  }

  /** Reads a question. */
  void ask(Question question, long now) {
    if (manner(question.getQuestionId()) != Manner.SILENT) {
      pending.add(new Pending(question, now + thought(question.getQuestionId())));
    }
  }

  /** Gives the answers that are due. */
  void answerDue(long now) {
    while (!pending.isEmpty() && pending.element().due() <= now) {
      write(pending.remove().question(), now);
    }
  }

  /** Of a hundred questions some 65 are approved and 15 denied; 20 get no answer. */
  static Manner manner(String questionId) {
    int hundredth = number(questionId, "manner") % 100;
    if (hundredth < 65) {
      return Manner.APPROVE;
    }
    return hundredth < 80 ? Manner.DENY : Manner.SILENT;
  }

  /** Milliseconds of thought: 1 to 3 seconds. */
  static long thought(String questionId) {
    return 1_000 + number(questionId, "thought") % 2_000;
  }

  private static int number(String questionId, String what) {
    return Integer.parseInt(Digest.of(NAME, what, questionId).substring(0, 7), 16);
  }

  private void write(Question question, long now) {
    boolean approve = manner(question.getQuestionId()) == Manner.APPROVE;
    Answer answer =
        Answer.newBuilder()
            .setAnswerId(Digest.of(NAME, question.getQuestionId()).substring(0, 32))
            .setQuestionId(question.getQuestionId())
            .setRegion(question.getRegion())
            .setEntityType(question.getEntityType())
            .setEntity(question.getEntity())
            .setArgumentsDigest(question.getArgumentsDigest())
            .setVerdict(approve ? "approve" : "deny")
            .setAnsweredBy(NAME)
            .setAnsweredAt(now)
            .setComment(approve ? "go ahead" : "not now")
            .build();
    writer.write(
        addresses.topics(question.getRegion()).answers(),
        TypedEntity.key(question.getEntityType(), question.getEntity())
            .getBytes(StandardCharsets.UTF_8),
        contracts.encode(answer));
  }

  private record Pending(Question question, long due) {}
}
