package dev.reeve.control.law;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what the jobs say about activations. */
public final class AcknowledgementWatch {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Addresses addresses;
  private final Contracts contracts;

  public AcknowledgementWatch(Addresses addresses, Contracts contracts) {
    this.addresses = addresses;
    this.contracts = contracts;
  }

  /** All that jobs have said and that is still kept, in the order in which they said it. */
  public List<Acknowledgement> all() {
    List<Acknowledgement> all = new ArrayList<>();
    TopicTail.drain(addresses.bootstrap(), addresses.topics().controlStatus(), decoding(all::add));
    return all;
  }

  /** Regions whose jobs have ever said anything. */
  public Set<String> regions() {
    return all().stream()
        .map(Acknowledgement::getRegion)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Waits until every subtask of the regions answered, or for the time given. */
  public Acknowledgements await(
      Activation activation, Collection<String> regions, Duration patience) {
    Acknowledgements answers = new Acknowledgements(activation, regions);
    long deadline = System.nanoTime() + patience.toNanos();
    try (TopicTail tail =
        new TopicTail(addresses.bootstrap(), List.of(addresses.topics().controlStatus()))) {
      while (!answers.isComplete() && System.nanoTime() < deadline) {
        tail.poll(POLL, decoding(answers::add));
      }
    }
    return answers;
  }

  private Consumer<ConsumerRecord<byte[], byte[]>> decoding(Consumer<Acknowledgement> to) {
    WireDecoder<Acknowledgement> decoder = contracts.decoder(Acknowledgement.class);
    return message -> {
      Decoded<Acknowledgement> decoded = decoder.decode(ByteBuffer.wrap(message.value()));
      if (decoded.isDecoded()) {
        to.accept(decoded.record());
      }
    };
  }
}
