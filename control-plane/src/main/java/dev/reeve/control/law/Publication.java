package dev.reeve.control.law;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;

/** Writes law to the control topic: a release, then the activation that puts it in force. */
public final class Publication {

  private final Addresses addresses;
  private final Contracts contracts;
  private final String issuer;
  private final Clock clock;

  /**
   * @param issuer who publishes, as the records say
   * @param clock for the time of issue
   */
  public Publication(Addresses addresses, Contracts contracts, String issuer, Clock clock) {
    this.addresses = addresses;
    this.contracts = contracts;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Publishes with the generation after the highest in the topic.
   *
   * @param release a sound release
   * @param regions regions that it holds for; {@code *} stands for all
   * @return the activation
   */
  public Activation publish(ReadRelease release, List<String> regions) {
    List<ControlRecord> records = records();
    Activation activation = new Activation(nextGeneration(records), regions, release.digest());
    byte[] body = canonical(activation);
    String topic = addresses.topics().control();
    try (TopicWriter writer = new TopicWriter(addresses.bootstrap())) {
      write(writer, topic, record(ReleaseInForce.RELEASE, release.digest(), 0, release.body()));
      write(
          writer,
          topic,
          record(ReleaseInForce.ACTIVATION, Digest.of(body), activation.generation(), body));
      writer.flush();
    }
    return activation;
  }

  /** What stands in the control topic, as it was written. */
  public List<ControlRecord> records() {
    List<ControlRecord> records = new ArrayList<>();
    WireDecoder<ControlRecord> decoder = contracts.decoder(ControlRecord.class);
    TopicTail.drain(
        addresses.bootstrap(),
        addresses.topics().control(),
        message -> {
          if (message.value() != null) {
            Decoded<ControlRecord> decoded = decoder.decode(ByteBuffer.wrap(message.value()));
            if (decoded.isDecoded()) {
              records.add(decoded.record());
            }
          }
        });
    return records;
  }

  static long nextGeneration(List<ControlRecord> records) {
    return 1
        + records.stream()
            .filter(record -> record.getType().equals(ReleaseInForce.ACTIVATION))
            .mapToLong(Publication::generation)
            .max()
            .orElse(0);
  }

  private static long generation(ControlRecord activation) {
    try {
      return ReleaseInForce.activation(activation).generation();
    } catch (IllegalArgumentException e) {
      // Every region refuses it too, so it holds no number.
      return 0;
    }
  }

  private ControlRecord record(String type, String digest, long generation, byte[] body) {
    return ControlRecord.newBuilder()
        .setRecordId(type + "/" + digest)
        .setType(type)
        .setDigest(digest)
        .setGeneration(generation)
        .setBody(ByteBuffer.wrap(body))
        .setSignatures(List.of())
        .setIssuer(issuer)
        .setIssuedAt(clock.millis())
        .build();
  }

  private void write(TopicWriter writer, String topic, ControlRecord record) {
    writer.write(
        topic, record.getRecordId().getBytes(StandardCharsets.UTF_8), contracts.encode(record));
  }

  private static byte[] canonical(Activation activation) {
    try {
      return new JsonCanonicalizer(ReleaseBody.JSON.writeValueAsString(activation))
          .getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
