package dev.reeve.control.rejected;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the rejected records of regions. */
public final class RejectedTopic {

  private static final Comparator<RejectedEntry> OLDEST_FIRST =
      Comparator.<RejectedEntry>comparingLong(entry -> entry.record().getTimestamp())
          .thenComparing(entry -> entry.id().topic())
          .thenComparingInt(entry -> entry.id().partition())
          .thenComparingLong(entry -> entry.id().offset());

  private final String bootstrap;
  private final WireDecoder<RejectedRecord> decoder;

  public RejectedTopic(String bootstrap, Contracts contracts) {
    this.bootstrap = bootstrap;
    this.decoder = contracts.decoder(RejectedRecord.class);
  }

  /** The newest of the wanted records by the timestamp of their input, oldest first. */
  public List<RejectedEntry> list(List<String> topics, RejectedFilter filter) {
    PriorityQueue<RejectedEntry> newest = new PriorityQueue<>(OLDEST_FIRST);
    try (TopicTail tail = new TopicTail(bootstrap, topics)) {
      tail.drain(
          message ->
              entry(message)
                  .filter(filter::test)
                  .ifPresent(
                      entry -> {
                        newest.add(entry);
                        if (newest.size() > filter.limit()) {
                          newest.remove();
                        }
                      }));
    }
    List<RejectedEntry> list = new ArrayList<>(newest);
    list.sort(OLDEST_FIRST);
    return list;
  }

  /**
   * The record of an id.
   *
   * @throws BadInputException if there is none
   */
  public RejectedEntry find(RejectedId id) {
    return TopicTail.at(bootstrap, id.topic(), id.partition(), id.offset())
        .flatMap(this::entry)
        .orElseThrow(
            () ->
                new BadInputException(
                    "'"
                        + id
                        + "': there is no such record, or none any more; `reeve rejected"
                        + " list` shows what there is"));
  }

  private Optional<RejectedEntry> entry(ConsumerRecord<byte[], byte[]> message) {
    Decoded<RejectedRecord> decoded =
        decoder.decode(message.value() == null ? null : ByteBuffer.wrap(message.value()));
    return decoded.isDecoded()
        ? Optional.of(
            new RejectedEntry(
                new RejectedId(message.topic(), message.partition(), message.offset()),
                message.timestamp(),
                decoded.record()))
        : Optional.empty();
  }
}
