package dev.reeve.control.region;

import dev.reeve.control.audit.AccountSums;
import dev.reeve.control.report.Latency;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.Account;
import dev.reeve.schema.Decision;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows what region jobs commit: their accounts, and how long decisions take. The committed
 * latency of a decision is the time from the append of its event to the moment in which a {@code
 * read_committed} reader has it. Not thread-safe.
 */
public final class RunMonitor implements AutoCloseable {

  private final Clock clock;
  private final TopicTail tail;
  private final Map<String, AccountSums> accountsByTopic = new HashMap<>();
  private final Map<String, AccountSums> accountsByRegion = new HashMap<>();
  private final WireDecoder<Account> accounts;
  private final WireDecoder<Decision> decisions;
  private final Latency decision = new Latency();
  private final Latency committed = new Latency();

  /**
   * @param clock the clock that producers' timestamps come from
   */
  public RunMonitor(
      Addresses addresses, Contracts contracts, Collection<String> regions, Clock clock) {
    this.clock = clock;
    this.accounts = contracts.decoder(Account.class);
    this.decisions = contracts.decoder(Decision.class);
    List<String> topics = new ArrayList<>();
    for (String region : regions) {
      AccountSums sums = new AccountSums();
      accountsByRegion.put(region, sums);
      accountsByTopic.put(addresses.topics(region).accounts(), sums);
      topics.add(addresses.topics(region).accounts());
      topics.add(addresses.topics(region).decisions());
    }
    this.tail = new TopicTail(addresses.bootstrap(), topics);
  }

  /** Reads what has been committed since, waiting for some at most for the time given. */
  public int poll(Duration wait) {
    return tail.poll(wait, this::take);
  }

  /** Accounts of a region, as far as they have been read. */
  public AccountSums accounts(String region) {
    return accountsByRegion.get(region);
  }

  /** From the append of the event to the decision. */
  public Latency decisionLatency() {
    return decision;
  }

  /** From the append of the event to the decision being readable. */
  public Latency committedLatency() {
    return committed;
  }

  @Override
  public void close() {
    tail.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    AccountSums sums = accountsByTopic.get(message.topic());
    ByteBuffer value = ByteBuffer.wrap(message.value());
    if (sums != null) {
      sums.add(accounts.decode(value).record());
      return;
    }
    Decision record = decisions.decode(value).record();
    ObservedPart observed = record.getObserved();
    if (record.getCauseKind().equals("event") && observed.getAppendedAt() > 0) {
      decision.record(observed.getDecidedAt() - observed.getAppendedAt());
      committed.record(clock.millis() - observed.getAppendedAt());
    }
  }
}
