package dev.reeve.features.flink;

import dev.reeve.features.TestingSets;
import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Count;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** A region called plant: its outbox, records of control and of sources, and readers of both. */
final class TestingPlant {

  static final String REGION = "plant";
  static final String TOPIC = "plant.events";
  static final SchemaIds IDS = new TestingIds();
  static final FeatureTopics FEATURES =
      records -> new FeatureTopic("plant.features." + records.schema().getName(), 9);
  static final Outbox OUTBOX = new Outbox(new Topics("", REGION), IDS);

  private static final List<Schema> SCHEMAS =
      List.of(
          RejectedRecord.getClassSchema(),
          Acknowledgement.getClassSchema(),
          Account.getClassSchema(),
          RegionEvent.getClassSchema());

  private record TestingIds() implements SchemaIds {
    @Override
    public int idOf(Schema schema) {
      return 1 + SCHEMAS.indexOf(schema);
    }
  }

  private TestingPlant() {}

  static SourceRecord source(byte[] value, long offset) {
    return new SourceRecord(
        TOPIC, 0, offset, Long.MAX_VALUE, null, value == null ? null : ByteBuffer.wrap(value));
  }

  static SourcedEvent sourced(String entity, String id, long time, double cpu) {
    RegionEvent event = TestingSets.event(id, time, cpu);
    event.setEntity(entity);
    return new SourcedEvent(event, source(new byte[] {1, 2, 3}, time), 7);
  }

  static ControlRecord release(FeatureSetDefinition... sets) {
    byte[] body =
        json(
            new Release(
                "test", "", List.of(), Arrays.asList(sets), List.of(), List.of(), List.of()));
    return release(body);
  }

  static ControlRecord release(ContextDefinition context) {
    return release(
        json(
            new Release("test", "", List.of(), List.of(), List.of(context), List.of(), List.of())));
  }

  private static ControlRecord release(byte[] body) {
    String digest = Digest.of(body);
    return control("release", digest, 0, body);
  }

  static ControlRecord activation(long generation, ControlRecord release) {
    byte[] body = json(new Activation(generation, List.of("*"), release.getDigest()));
    return control("activation", Digest.of(body), generation, body);
  }

  static ControlRecord control(String type, String digest, long generation, byte[] body) {
    return new ControlRecord(
        type + "/" + digest,
        type,
        digest,
        generation,
        ByteBuffer.wrap(body),
        List.of(),
        "test",
        0L);
  }

  /** Decodes an envelope's value. */
  static <T extends SpecificRecord> T read(Envelope envelope, Schema schema) {
    ByteBuffer value = envelope.getValue().duplicate();
    byte[] bytes = new byte[value.remaining() - 5];
    value.position(value.position() + 5);
    value.get(bytes);
    try {
      return new SpecificDatumReader<T>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Long> counts(List<Envelope> accounts) {
    Map<String, Long> counts = new TreeMap<>();
    for (Envelope envelope : accounts) {
      Account account = read(envelope, Account.getClassSchema());
      for (Count count : account.getCounts()) {
        counts.merge(count.getName(), count.getValue(), Long::sum);
      }
    }
    return counts;
  }

  private static byte[] json(Object body) {
    try {
      return ReleaseBody.JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
