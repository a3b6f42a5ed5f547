package dev.reeve.control.approval;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Question;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Where a person finds the questions of held decisions and answers them. */
public final class QuestionDesk {

  private final Addresses addresses;
  private final Contracts contracts;
  private final Clock clock;

  /**
   * @param clock for the time that answers say they were given at
   */
  public QuestionDesk(Addresses addresses, Contracts contracts, Clock clock) {
    this.addresses = addresses;
    this.contracts = contracts;
    this.clock = clock;
  }

  /** Open questions of the regions, region by region, oldest first within a partition. */
  public List<PendingQuestion> pending(Collection<String> regions) {
    List<PendingQuestion> pending = new ArrayList<>();
    for (String region : regions) {
      Topics topics = addresses.topics(region);
      Map<String, Question> open = new LinkedHashMap<>();
      Map<String, Answer> answers = new LinkedHashMap<>();
      read(topics.questions(), Question.class, q -> open.put(q.getQuestionId(), q));
      read(topics.answers(), Answer.class, a -> answers.putIfAbsent(a.getQuestionId(), a));
      read(topics.decisions(), Decision.class, decision -> close(decision, open));
      open.forEach((id, question) -> pending.add(new PendingQuestion(question, answers.get(id))));
    }
    return pending;
  }

  /**
   * Finds the one question whose id begins so.
   *
   * @throws BadInputException if there is none, or more than one
   */
  public static Question find(List<PendingQuestion> pending, String prefix) {
    List<Question> found =
        pending.stream()
            .map(PendingQuestion::question)
            .filter(question -> question.getQuestionId().startsWith(prefix))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new BadInputException(
        found.isEmpty()
            ? "'" + prefix + "': no open question's id begins so; `reeve approvals list` shows them"
            : "'"
                + prefix
                + "': "
                + found.size()
                + " questions' ids begin so; give more of the id");
  }

  /**
   * Answers a question.
   *
   * @param verdict approve or deny
   * @return the answer that was written
   */
  public Answer answer(Question question, String verdict, String by, String comment) {
    long now = clock.millis();
    Answer answer =
        Answer.newBuilder()
            .setAnswerId(
                Digest.of(question.getQuestionId(), verdict, by, Long.toString(now))
                    .substring(0, 32))
            .setQuestionId(question.getQuestionId())
            .setRegion(question.getRegion())
            .setEntityType(question.getEntityType())
            .setEntity(question.getEntity())
            .setArgumentsDigest(question.getArgumentsDigest())
            .setVerdict(verdict)
            .setAnsweredBy(by)
            .setAnsweredAt(now)
            .setComment(comment)
            .build();
    try (TopicWriter writer = new TopicWriter(addresses.bootstrap())) {
      writer.write(
          addresses.topics(question.getRegion()).answers(),
          TypedEntity.key(question.getEntityType(), question.getEntity())
              .getBytes(StandardCharsets.UTF_8),
          contracts.encode(answer));
      writer.flush();
    }
    return answer;
  }

  private static void close(Decision decision, Map<String, Question> open) {
    if (!decision.getQuestionId().isEmpty() && !decision.getVerdict().equals("held")) {
      open.remove(decision.getQuestionId());
    }
  }

  private <T extends SpecificRecord> void read(String topic, Class<T> type, Consumer<T> to) {
    WireDecoder<T> decoder = contracts.decoder(type);
    TopicTail.drain(
        addresses.bootstrap(),
        topic,
        message -> {
          Decoded<T> decoded =
              decoder.decode(message.value() == null ? null : ByteBuffer.wrap(message.value()));
          if (decoded.isDecoded()) {
            to.accept(decoded.record());
          }
        });
  }
}
