package dev.reeve.control.law;

import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireDecoder;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The law as it stands in the control topic. */
public final class ControlTopic {

  private final Addresses addresses;
  private final Contracts contracts;

  public ControlTopic(Addresses addresses, Contracts contracts) {
    this.addresses = addresses;
    this.contracts = contracts;
  }

  /** All records that can be read, as they were written. */
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

  /** Definitions of feature sets in all releases that can be read; some may be there twice. */
  public List<FeatureSetDefinition> featureSets() {
    List<FeatureSetDefinition> sets = new ArrayList<>();
    for (ControlRecord record : records()) {
      if (record.getType().equals(ReleaseInForce.RELEASE)) {
        sets.addAll(release(record).featureSets());
      }
    }
    return sets;
  }

  /** Source mappings in all releases that can be read; some may be there twice. */
  public List<SourceDefinition> sources() {
    return records().stream()
        .filter(record -> record.getType().equals(ReleaseInForce.RELEASE))
        .flatMap(record -> release(record).sources().stream())
        .toList();
  }

  /** How a region maps a topic of others: by the newest of its releases that does. */
  public Optional<SourceDefinition> source(String region, String topic) {
    return ReleaseInForce.candidates(records(), region).stream()
        .flatMap(candidate -> release(candidate.body()).sources().stream())
        .filter(source -> source.topic().equals(topic))
        .findFirst();
  }

  static Release release(ControlRecord record) {
    byte[] body = new byte[record.getBody().remaining()];
    record.getBody().duplicate().get(body);
    return release(body);
  }

  private static Release release(byte[] body) {
    try {
      return ReleaseBody.read(body);
    } catch (UncheckedIOException e) {
      // Every region refuses it too.
      return new Release("", "", List.of(), List.of(), List.of(), List.of(), List.of());
    }
  }
}
