package dev.reeve.control.rejected;

import dev.reeve.control.stream.TopicTail;
import dev.reeve.control.stream.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/** The topic that an input came from and that it is put back into. */
public final class SourceTopic {

  /** Header that names the id of the rejected record that was put back. */
  public static final String REPLAY_OF = "reeve-replay-of";

  /** How far the clocks of those who put records back and of the broker may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final String bootstrap;

  public SourceTopic(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Where a record was put back already, by the header: all is looked at that was written since it
   * was rejected.
   */
  Optional<String> replayed(RejectedEntry entry) {
    List<String> found = new ArrayList<>();
    try (TopicTail tail = new TopicTail(bootstrap, List.of(entry.record().getTopic()))) {
      tail.seekTo(entry.writtenAt() - CLOCKS.toMillis());
      tail.drain(
          message -> {
            if (isReplayOf(message, entry.id())) {
              found.add(message.topic() + "-" + message.partition() + "-" + message.offset());
            }
          });
    }
    return found.stream().findFirst();
  }

  /** Puts a record back, and returns where it stands. */
  String put(RejectedEntry entry, Repair repair) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            entry.record().getTopic(), repair.partition(), repair.key(), repair.value());
    record.headers().add(REPLAY_OF, entry.id().toString().getBytes(StandardCharsets.UTF_8));
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      RecordMetadata written = writer.writeNow(record);
      return written.topic() + "-" + written.partition() + "-" + written.offset();
    }
  }

  private static boolean isReplayOf(ConsumerRecord<byte[], byte[]> message, RejectedId id) {
    Header header = message.headers().lastHeader(REPLAY_OF);
    return header != null
        && new String(header.value(), StandardCharsets.UTF_8).equals(id.toString());
  }
}
