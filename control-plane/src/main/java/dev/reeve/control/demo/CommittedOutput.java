package dev.reeve.control.demo;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.Account;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Question;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the committed output of all regions while it grows, into a ledger for each. */
final class CommittedOutput implements AutoCloseable {

  private final Map<String, RegionLedger> ledgers = new LinkedHashMap<>();
  private final Map<String, Consumer<byte[]>> readers = new HashMap<>();
  private final Contracts contracts;
  private final Clock clock;
  private final Consumer<Decision> onDecision;
  private final Consumer<Question> onQuestion;
  private final TopicTail tail;

  /**
   * @param onDecision is told every decision
   * @param onQuestion is told every question
   */
  CommittedOutput(
      Addresses addresses,
      Contracts contracts,
      Collection<String> regions,
      Clock clock,
      Consumer<Decision> onDecision,
      Consumer<Question> onQuestion) {
    this.contracts = contracts;
    this.clock = clock;
    this.onDecision = onDecision;
    this.onQuestion = onQuestion;
    List<String> topics = new ArrayList<>();
    for (String region : regions) {
      RegionLedger ledger = new RegionLedger();
      ledgers.put(region, ledger);
      Topics names = addresses.topics(region);
      route(names.accounts(), Account.class, ledger::add);
      route(names.decisions(), Decision.class, decision -> decided(ledger, decision));
      route(names.actions(), Action.class, ledger::add);
      route(names.questions(), Question.class, question -> asked(ledger, question));
      route(names.rejected(), RejectedRecord.class, ledger::add);
    }
    topics.addAll(readers.keySet());
    topics.sort(null);
    this.tail = new TopicTail(addresses.bootstrap(), topics);
  }

  /** Takes in what has been committed, waiting for some at most for the time given. */
  void poll(Duration wait) {
    tail.poll(wait, this::read);
  }

  /** Takes in everything that has been committed until now. */
  void drain() {
    tail.drain(this::read);
  }

  /** The ledgers by region. */
  Map<String, RegionLedger> ledgers() {
    return ledgers;
  }

  @Override
  public void close() {
    tail.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> message) {
    readers.get(message.topic()).accept(message.value());
  }

  private <T extends SpecificRecord> void route(String topic, Class<T> type, Consumer<T> to) {
    WireDecoder<T> decoder = contracts.decoder(type);
    readers.put(
        topic,
        value -> {
          Decoded<T> decoded = decoder.decode(ByteBuffer.wrap(value));
          if (!decoded.isDecoded()) {
            throw new IllegalStateException(topic + " holds bytes that are no " + type.getName());
          }
          to.accept(decoded.record());
        });
  }

  private void decided(RegionLedger ledger, Decision decision) {
    ledger.add(decision, clock.millis());
    onDecision.accept(decision);
  }

  private void asked(RegionLedger ledger, Question question) {
    ledger.add(question);
    onQuestion.accept(question);
  }
}
