package dev.reeve.schema.wire;

import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.UsageRecord;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.identity.TypedEntity;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns the records of a region job into envelopes: ready topic, key and value. Keys are the typed
 * entity, so that all topics of a region are partitioned alike.
 */
public record Outbox(Topics topics, SchemaIds schemaIds) implements Serializable {

  private static final int LONGEST_DETAIL = 1_000;

  public Envelope of(Decision decision) {
    return entity(topics.decisions(), decision.getEntityType(), decision.getEntity(), decision);
  }

  public Envelope of(Action action) {
    return entity(topics.actions(), action.getEntityType(), action.getEntity(), action);
  }

  public Envelope of(Question question) {
    return entity(topics.questions(), question.getEntityType(), question.getEntity(), question);
  }

  public Envelope of(UsageRecord usage) {
    return entity(topics.usage(), usage.getEntityType(), usage.getEntity(), usage);
  }

  /** An event that was mapped from another record, for the topic of its kind of entity. */
  public Envelope of(String topic, RegionEvent event) {
    return entity(topic, event.getEntityType(), event.getEntity(), event);
  }

  /**
   * Rejected records keep the key that they came with: the entity may not be known. Of a key and a
   * value above {@link RecordSize#MOST_INPUT} only size and SHA-256 are kept, in the detail; the
   * detail is cut at 1,000 characters.
   */
  public Envelope of(RejectedRecord rejected) {
    RejectedRecord bounded = bounded(rejected);
    ByteBuffer key = bounded.getKey() == null ? bytes("") : bounded.getKey();
    return new Envelope(topics.rejected(), key, value(bounded));
  }

  private static RejectedRecord bounded(RejectedRecord rejected) {
    String detail = rejected.getDetail();
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
    RejectedRecord.Builder bounded = RejectedRecord.newBuilder(rejected).setDetail(detail);
    if (RecordSize.of(rejected.getKey(), rejected.getValue()) > RecordSize.MOST_INPUT) {
      bounded
          .setKey(null)
          .setValue(null)
          .setDetail(
              detail
                  + "; left out: key of "
                  + print(rejected.getKey())
                  + ", value of "
                  + print(rejected.getValue()));
    }
    return bounded.build();
  }

  private static String print(ByteBuffer buffer) {
    if (buffer == null) {
      return "0 bytes";
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes.length + " bytes, SHA-256 " + Digest.of(bytes);
  }

  public Envelope of(Account account) {
    return new Envelope(
        topics.accounts(),
        bytes(account.getOperator() + "/" + account.getSubtask()),
        value(account));
  }

  public Envelope of(Acknowledgement acknowledgement) {
    String key =
        String.join(
            "/",
            acknowledgement.getRegion(),
            acknowledgement.getOperator(),
            Integer.toString(acknowledgement.getSubtask()));
    return new Envelope(topics.controlStatus(), bytes(key), value(acknowledgement));
  }

  /** The record of a vector that the event led to, on the topic of its feature set version. */
  public Envelope of(FeatureTopic to, RegionEvent event, GenericData.Record record) {
    return new Envelope(
        to.topic(),
        bytes(TypedEntity.key(event.getEntityType(), event.getEntity())),
        ByteBuffer.wrap(WireFormat.encode(to.schemaId(), record)));
  }

  private Envelope entity(String topic, String type, String entity, SpecificRecord record) {
    return new Envelope(topic, bytes(TypedEntity.key(type, entity)), value(record));
  }

  private ByteBuffer value(SpecificRecord record) {
    return ByteBuffer.wrap(WireFormat.encode(schemaIds.idOf(record.getSchema()), record));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
