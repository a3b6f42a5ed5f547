package dev.reeve.control.law;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.control.topic.FeatureSetup;
import dev.reeve.control.topic.SourceSetup;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Writes law to the control topic: a release, then the activation that puts it in force. Before
 * both, it makes the topics of the release's feature sets and source mappings and registers their
 * schemas, so that jobs find them.
 */
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
   * @throws BadInputException if it redefines a feature set version that was in force before
   */
  public Activation publish(ReadRelease release, List<String> regions) {
    List<ControlRecord> records = records();
    BadInputException.throwIfAny(Redefinition.of(release.release(), records));
    prepare(release.release(), regions);
    write(record(ReleaseInForce.RELEASE, release.digest(), 0, release.body()));
    return write(new Activation(nextGeneration(records), regions, release.digest()));
  }

  /**
   * Puts a release in force that stands in the control topic, with the generation after the
   * highest.
   *
   * @param release SHA-256 of its body, in hex
   * @param regions regions that it holds for; {@code *} stands for all
   * @return the activation
   * @throws BadInputException if there is no such release
   */
  public Activation activate(String release, List<String> regions) {
    List<ControlRecord> records = records();
    Release body =
        records.stream()
            .filter(record -> record.getType().equals(ReleaseInForce.RELEASE))
            .filter(record -> record.getDigest().equals(release))
            .findFirst()
            .map(ControlTopic::release)
            .orElseThrow(
                () -> new BadInputException("no release " + release + " was ever published"));
    prepare(body, regions);
    return write(new Activation(nextGeneration(records), regions, release));
  }

  private void prepare(Release release, List<String> regions) {
    FeatureSetup setup = new FeatureSetup(addresses);
    List<String> named = regions.contains("*") ? setup.regions() : regions;
    setup.prepare(release.featureSets(), named);
    new SourceSetup(addresses).prepare(release.sources(), named);
  }

  private Activation write(Activation activation) {
    byte[] body = canonical(activation);
    write(record(ReleaseInForce.ACTIVATION, Digest.of(body), activation.generation(), body));
    return activation;
  }

  /** What stands in the control topic, as it was written. */
  public List<ControlRecord> records() {
    return new ControlTopic(addresses, contracts).records();
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

  private void write(ControlRecord record) {
    try (TopicWriter writer = new TopicWriter(addresses.bootstrap())) {
      writer.write(
          addresses.topics().control(),
          record.getRecordId().getBytes(StandardCharsets.UTF_8),
          contracts.encode(record));
      writer.flush();
    }
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
