package dev.reeve.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.TestingSets;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Are events read from every schema that resolves, and broken bytes refused without harm? */
class EventDecoderTest {

  private static final int OURS = 1;
  private static final int OLDER = 2;
  private static final int NEWER = 3;
  private static final int OTHER_TYPE = 4;
  private static final int NOT_AN_EVENT = 5;
  private static final int WITHOUT_TIME = 6;

  private static final Schema OLDER_SCHEMA =
      SchemaBuilder.record("RegionEvent")
          .namespace("dev.reeve.schema")
          .fields()
          .requiredString("event_id")
          .requiredString("entity")
          .requiredInt("event_time")
          .endRecord();

  private static final Schema NEWER_SCHEMA =
      SchemaBuilder.record("RegionEvent")
          .namespace("dev.reeve.schema")
          .fields()
          .requiredString("event_id")
          .name("trace")
          .type()
          .array()
          .items()
          .stringType()
          .noDefault()
          .requiredLong("event_time")
          .requiredString("entity")
          .optionalBytes("picture")
          .endRecord();

  private static final Map<Integer, Schema> SCHEMAS =
      Map.of(
          OURS,
          RegionEvent.getClassSchema(),
          OLDER,
          OLDER_SCHEMA,
          NEWER,
          NEWER_SCHEMA,
          OTHER_TYPE,
          SchemaBuilder.record("dev.reeve.schema.RegionEvent")
              .fields()
              .requiredString("event_time")
              .endRecord(),
          NOT_AN_EVENT,
          SchemaBuilder.builder().stringType(),
          WITHOUT_TIME,
          SchemaBuilder.record("dev.reeve.schema.RegionEvent")
              .fields()
              .requiredString("event_id")
              .endRecord());

  private final EventDecoder decoder = new EventDecoder(id -> Optional.ofNullable(SCHEMAS.get(id)));

  @Test
  void ourOwnSchemaIsReadInFull() {
    RegionEvent event = TestingSets.event("e1", -5, 1.5);
    event.setAttributes(Map.of("zone", "ä€𝄞"));
    EventDecoder.Decoded decoded = decode(WireFormat.encode(OURS, event));
    assertThat(decoded.event()).isEqualTo(event);
    assertThat(decoded.writerSchemaId()).isEqualTo(OURS);
    assertThat(decoded.refusal()).isNull();
  }

  @Test
  void anOlderSchemaIsFilledWithDefaults() throws IOException {
    byte[] bytes =
        written(
            OLDER,
            new GenericRecordBuilder(OLDER_SCHEMA)
                .set("event_id", "old")
                .set("entity", "h1")
                .set("event_time", 77)
                .build());
    RegionEvent event = decode(bytes).event();
    assertThat(event.getEventId()).isEqualTo("old");
    assertThat(event.getEventTime()).isEqualTo(77);
    assertThat(event.getMeasures()).isEmpty();
    assertThat(event.getRegion()).isEmpty();
  }

  @Test
  void aNewerSchemaIsReadWithoutWhatWeDoNotKnow() throws IOException {
    byte[] bytes =
        written(
            NEWER,
            new GenericRecordBuilder(NEWER_SCHEMA)
                .set("event_id", "new")
                .set("trace", Arrays.asList("a", "b"))
                .set("event_time", 1L << 40)
                .set("entity", "h2")
                .set("picture", ByteBuffer.wrap(new byte[1_000]))
                .build());
    RegionEvent event = decode(bytes).event();
    assertThat(event.getEventId()).isEqualTo("new");
    assertThat(event.getEntity()).isEqualTo("h2");
    assertThat(event.getEventTime()).isEqualTo(1L << 40);
  }

  @Test
  void whatCannotBeReadIsUndecodableAndSaysWhy() {
    byte[] sound = WireFormat.encode(OURS, TestingSets.event("e1", 5, 1.5));
    undecodable(null, "tombstone");
    undecodable(new byte[0], "0 bytes");
    undecodable(new byte[] {0, 0, 0}, "3 bytes");
    undecodable("{\"json\":true}".getBytes(), "first byte is 123, allowed is 0");
    undecodable(withId(sound, 404), "knows no Avro schema 404");
    undecodable(withId(sound, OTHER_TYPE), "schema 4");
    undecodable(withId(sound, NOT_AN_EVENT), "schema 5");
    undecodable(Arrays.copyOf(sound, sound.length - 1), "schema 1");
    undecodable(Arrays.copyOf(sound, sound.length + 2), "2 bytes are left over");
    assertThat(decode(withId(sound, WITHOUT_TIME)).refusal().reason())
        .isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void aLengthThatLiesAsksForNoMemory() {
    // A string of 2^31 - 9 bytes, and a map of 2^40 entries, in a few bytes.
    undecodable(new byte[] {0, 0, 0, 0, OURS, -18, -1, -1, -1, 15}, "only 0 bytes are left");
    undecodable(
        new byte[] {0, 0, 0, 0, OURS, 0, 0, 0, 0, 0, -128, -128, -128, -128, -128, 64},
        "items, but only 0 bytes are left");
  }

  @Test
  void noBytesDoHarm() {
    byte[] sound = WireFormat.encode(OURS, TestingSets.event("e1", 5, 1.5));
    Random random = new Random(5);
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = sound.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt();
      }
      if (decode(withId(broken, 1 + random.nextInt(3))).event() == null) {
        refused.incrementAndGet();
      }
    }
    assertThat(refused.get()).isBetween(1_000, 20_000);
  }

  @Test
  void anEventAboveTheLimitIsNotEvenDecoded() {
    RegionEvent event = TestingSets.event("e1", 5, 1.5);
    int without = WireFormat.encode(OURS, event).length;
    event.setEventId("e1" + "x".repeat(RecordSize.MOST_INPUT - without - 2));
    byte[] most = WireFormat.encode(OURS, event);
    assertThat(most).hasSize(RecordSize.MOST_INPUT);
    assertThat(decode(most).event()).isEqualTo(event);
    assertThat(decode(Arrays.copyOf(most, most.length + 1)).refusal())
        .isEqualTo(
            new Rejection(
                Reason.TOO_LARGE, "key and value have 921601 bytes, allowed are up to 921600"));
  }

  @Test
  void theRegistryIsAskedOnceForEachSchema() {
    AtomicInteger asked = new AtomicInteger();
    EventDecoder counting =
        new EventDecoder(
            id -> {
              asked.incrementAndGet();
              return Optional.of(RegionEvent.getClassSchema());
            });
    SourceRecord bytes = source(WireFormat.encode(9, TestingSets.event("e1", 5, 1.5)));
    for (int i = 0; i < 10; i++) {
      assertThat(counting.decode(bytes).event()).isNotNull();
    }
    assertThat(asked.get()).isEqualTo(1);
  }

  private void undecodable(byte[] bytes, String detail) {
    EventDecoder.Decoded decoded = decode(bytes);
    assertThat(decoded.event()).isNull();
    assertThat(decoded.refusal().reason()).isEqualTo(Reason.UNDECODABLE);
    assertThat(decoded.refusal().detail()).contains(detail);
  }

  private EventDecoder.Decoded decode(byte[] bytes) {
    return decoder.decode(source(bytes));
  }

  private static SourceRecord source(byte[] value) {
    ByteBuffer bytes = value == null ? null : ByteBuffer.wrap(value);
    return new SourceRecord("plant.events", 0, 1L, 1L, null, bytes);
  }

  private static byte[] withId(byte[] bytes, int id) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).putInt(1, id);
    return copy;
  }

  private static byte[] written(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
