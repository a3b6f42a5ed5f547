package dev.reeve.features.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.TestingSets;
import dev.reeve.features.event.EventRules;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Does every record leave, either as an event or as a rejected record, and is it counted? */
class ValidateEventsTest {

  @Test
  void aWriterWhoseSchemaDoesNotFitIsRejectedWithBothSchemas() throws Exception {
    Schema other =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"RegionEvent","namespace":"dev.reeve.schema","fields":[
                  {"name":"event_id","type":"long"},{"name":"event_time","type":"long"}]}""");
    ValidateEvents function =
        new ValidateEvents(
            new EventRules("plant", Map.of(TestingPlant.TOPIC, "host"), 0),
            schema -> schema == 42 ? Optional.of(other) : Optional.empty(),
            TestingPlant.OUTBOX);
    try (OneInputStreamOperatorTestHarness<SourceRecord, SourcedEvent> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function))) {
      harness.open();
      harness.processElement(TestingPlant.source(new byte[] {0, 0, 0, 0, 42, 2, 2}, 1), 0);
      harness.processElement(TestingPlant.source(new byte[] {0, 0, 0, 0, 43, 2, 2}, 2), 0);

      List<RejectedRecord> rejected = new ArrayList<>();
      harness
          .getSideOutput(ValidateEvents.ENVELOPES)
          .forEach(
              r -> rejected.add(TestingPlant.read(r.getValue(), RejectedRecord.getClassSchema())));
      assertThat(rejected).extracting(RejectedRecord::getReason).containsOnly("UNDECODABLE");
      assertThat(rejected).extracting(RejectedRecord::getWriterSchemaId).containsExactly(42, 0);
      assertThat(rejected)
          .extracting(RejectedRecord::getReaderSchemaId)
          .containsExactly(TestingPlant.IDS.idOf(RegionEvent.getClassSchema()), 0);
      assertThat(rejected.get(0).getDetail()).contains("schema 42").contains("cannot be read as");
    }
  }

  @Test
  void everyRecordLeavesOnOneWayAndIsCounted() throws Exception {
    int id = TestingPlant.IDS.idOf(RegionEvent.getClassSchema());
    ValidateEvents function =
        new ValidateEvents(
            new EventRules("plant", Map.of(TestingPlant.TOPIC, "host"), 0),
            schema -> schema == id ? Optional.of(RegionEvent.getClassSchema()) : Optional.empty(),
            TestingPlant.OUTBOX);
    try (OneInputStreamOperatorTestHarness<SourceRecord, SourcedEvent> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function))) {
      harness.open();
      RegionEvent sound = TestingSets.event("e1", 5, 1.0);
      RegionEvent abroad = TestingSets.event("e2", 6, 1.0);
      abroad.setRegion("edge");
      harness.processElement(TestingPlant.source(WireFormat.encode(id, sound), 10), 0);
      harness.processElement(TestingPlant.source(WireFormat.encode(id, abroad), 11), 0);
      harness.processElement(TestingPlant.source(new byte[] {9, 9}, 12), 0);
      harness.processElement(TestingPlant.source(null, 13), 0);

      assertThat(harness.extractOutputValues()).hasSize(1);
      SourcedEvent out = harness.extractOutputValues().get(0);
      assertThat(out.getEvent()).isEqualTo(sound);
      assertThat(out.getSource().getOffset()).isEqualTo(10);
      assertThat(out.getWriterSchemaId()).isEqualTo(id);

      List<RejectedRecord> rejected = new ArrayList<>();
      harness
          .getSideOutput(ValidateEvents.ENVELOPES)
          .forEach(
              r -> rejected.add(TestingPlant.read(r.getValue(), RejectedRecord.getClassSchema())));
      assertThat(rejected)
          .extracting(RejectedRecord::getReason)
          .containsExactly("WRONG_REGION", "UNDECODABLE", "UNDECODABLE");
      assertThat(rejected).extracting(RejectedRecord::getOffset).containsExactly(11L, 12L, 13L);
      assertThat(rejected.get(0).getEventId()).isEqualTo("e2");
      assertThat(rejected.get(0).getWriterSchemaId()).isEqualTo(id);
      assertThat(rejected.get(1).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {9, 9}));
      assertThat(rejected.get(2).getValue()).isNull();

      List<Envelope> accounts = new ArrayList<>();
      function.account(accounts::add);
      function.account(accounts::add);
      assertThat(accounts).hasSize(1);
      assertThat(TestingPlant.counts(accounts))
          .isEqualTo(
              Map.of(
                  "read", 4L,
                  "validated", 1L,
                  "rejected.UNDECODABLE", 2L,
                  "rejected.WRONG_REGION", 1L));
    }
  }
}
