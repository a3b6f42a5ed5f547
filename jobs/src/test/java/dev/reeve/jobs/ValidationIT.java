package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Does a running job read what a real registry lets producers write, refuse what it does not expect
 * and act on what is absent?
 */
class ValidationIT {

  private static final long START = 1_700_000_000_000L;
  private static final String SUBJECT = "dev.reeve.schema.RegionEvent";

  @Test
  void readsSchemasThatEvolveWhileItRunsAndActsOnAbsence() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "evolving");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("evolving")) {
      flink.submit(region.options("--checkpoint-interval", "200ms", "--watermark-bound", "1m"));
      outputs.awaitRunning(region.release("absence.json", 1), 1);
      publish(region, region.encode(event("first", 0, 0.5)));
      outputs.awaitRead(1);

      Schema wider = edited("site", true);
      Schema narrower = edited("labels", false);
      int widerId = region.register(SUBJECT, wider);
      int narrowerId = region.register(SUBJECT, narrower);
      Schema foreign = new Schema.Parser().parse(FOREIGN);
      assertThatThrownBy(() -> region.register(SUBJECT, foreign)).hasMessageContaining("compatib");
      int foreignId = region.register("elsewhere", foreign);
      GenericRecord misfit = new GenericData.Record(foreign);
      misfit.put("event_id", 7L);
      misfit.put("event_time", START);
      for (int i = 0; i < 10; i++) {
        publish(region, region.encode(event("a" + i, 1_000 + i, 0.5)));
        publish(region, encode(widerId, copy(event("b" + i, 2_000 + i, 0.5), wider)));
        publish(region, encode(narrowerId, copy(event("c" + i, 3_000 + i, 0.5), narrower)));
      }
      publish(region, encode(foreignId, misfit));
      publish(region, region.encode(event("too much", 4_000, 1.5)));
      // Another host moves the watermark past the silence of the first.
      RegionEvent later = event("later", 200_000, 0.5);
      later.setEntity("other");
      publish(region, region.encode(later));

      outputs.awaitRead(34);
      Awaitility.await("one decision about the absence of the first host")
          .atMost(Duration.ofSeconds(180))
          .untilAsserted(
              () -> assertThat(outputs.decisions()).as("%s", outputs.accounts()).hasSize(1));
      Decision absence = outputs.decisions().get(0);
      assertThat(absence.getCauseKind()).isEqualTo("silence");
      assertThat(absence.getCauseId()).isEqualTo("silence/load@1/" + (START + 4_000));
      assertThat(absence.getEventTime()).isEqualTo(START + 64_000);
      assertThat(absence.getVerdict()).isEqualTo("allowed");
      assertThat(outputs.actions())
          .singleElement()
          .satisfies(a -> assertThat(a.getParameters().get(0).getValue()).isEqualTo("31.0"));
      Map<String, Long> accounts = outputs.accounts();
      assertThat(accounts)
          .containsEntry("features.accepted", 33L)
          .containsEntry("features.features", 32L)
          .containsEntry("features.refused.load@1", 1L)
          .containsEntry("features.violations.load@1.is_a_ratio", 1L)
          .containsEntry("features.silences", 1L)
          .containsEntry("read.rejected.UNDECODABLE", 1L);
      assertThat(outputs.rejected())
          .extracting(RejectedRecord::getReason)
          .containsExactlyInAnyOrder("UNDECODABLE", "EXPECTATION");
      RejectedRecord undecodable =
          outputs.rejected().stream()
              .filter(r -> r.getReason().equals("UNDECODABLE"))
              .findFirst()
              .orElseThrow();
      assertThat(undecodable.getWriterSchemaId()).isEqualTo(foreignId);
      assertThat(undecodable.getReaderSchemaId())
          .isEqualTo(ByteBuffer.wrap(region.encode(later)).getInt(1));
    }
  }

  private static final String FOREIGN =
      """
      {"type":"record","name":"RegionEvent","namespace":"dev.reeve.schema","fields":[
        {"name":"event_id","type":"long"},{"name":"event_time","type":"long"}]}""";

  private static void publish(TestingRegion region, byte[] value) {
    region.publish(List.of(new SentEvent("h0", value, "", 0, "")));
  }

  private static RegionEvent event(String id, long time, double load) {
    return RegionEvent.newBuilder()
        .setEventId(id)
        .setRegion(TestingRegion.REGION)
        .setEntityType("host")
        .setEntity("h0")
        .setEventTime(START + time)
        .setMeasures(Map.of("load", load))
        .build();
  }

  /** Our schema with an optional field more, or without one that has a default. */
  private static Schema edited(String field, boolean added) {
    Schema ours = RegionEvent.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field each : ours.getFields()) {
      if (added || !each.name().equals(field)) {
        fields.add(new Schema.Field(each, each.schema()));
      }
    }
    if (added) {
      Schema optional =
          Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
      fields.add(
          new Schema.Field(field, optional, "Where it was.", Schema.Field.NULL_DEFAULT_VALUE));
    }
    return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
  }

  private static GenericRecord copy(RegionEvent event, Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Schema.Field ours = event.getSchema().getField(field.name());
      record.put(field.pos(), ours == null ? "north" : event.get(ours.pos()));
    }
    return record;
  }

  private static byte[] encode(int schemaId, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
