package dev.reeve.agents.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Account;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Count;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Answers of this region go on; everything else becomes a rejected record, with its bytes. */
class DecodeAnswersTest {

  @Test
  void usageExample() throws Exception {
    try (var harness = harness()) {
      SourceRecord source = source(WireFormat.encode(7, answer("plant")));
      harness.processElement(new StreamRecord<>(source));
      assertThat(harness.extractOutputValues())
          .containsExactly(new DecisionInput(null, answer("plant"), source));
    }
  }

  @Test
  void rejectsWhatIsNoAnswerOfThisRegion() throws Exception {
    try (var harness = harness()) {
      harness.processElement(new StreamRecord<>(source(new byte[] {1, 2, 3})));
      harness.processElement(new StreamRecord<>(source(WireFormat.encode(7, answer("cloud")))));
      harness.processElement(new StreamRecord<>(source(WireFormat.encode(8, answer("plant")))));

      assertThat(harness.extractOutputValues()).isEmpty();
      List<RejectedRecord> rejected =
          harness.getSideOutput(DecodeAnswers.ENVELOPES).stream()
              .map(
                  record ->
                      new WireDecoder<>(
                              RejectedRecord.class,
                              id -> Optional.of(RejectedRecord.getClassSchema()))
                          .decode(record.getValue().getValue())
                          .record())
              .toList();
      assertThat(rejected)
          .extracting(RejectedRecord::getReason)
          .containsExactly("UNDECODABLE", "WRONG_REGION", "UNDECODABLE");
      assertThat(rejected)
          .extracting(RejectedRecord::getDetail)
          .containsExactly(
              "3 bytes: the header alone takes 5",
              "region is 'cloud', allowed is 'plant'",
              "the registry knows no Avro schema 8");
      assertThat(rejected.get(0).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(rejected.get(0).getOffset()).isEqualTo(3);
    }
  }

  @Test
  void countsWhatItReadsAndWhatItRejectsOnce() throws Exception {
    DecodeAnswers decode = decode();
    try (var harness = harness(decode)) {
      harness.processElement(new StreamRecord<>(source(WireFormat.encode(7, answer("plant")))));
      harness.processElement(new StreamRecord<>(source(new byte[] {1, 2, 3})));
      harness.processElement(new StreamRecord<>(source(new byte[RecordSize.MOST_INPUT + 1])));
      List<Envelope> accounts = new ArrayList<>();
      decode.account(accounts::add);
      decode.account(accounts::add);

      assertThat(accounts).hasSize(1);
      Account account =
          new WireDecoder<>(Account.class, id -> Optional.of(Account.getClassSchema()))
              .decode(accounts.get(0).getValue())
              .record();
      assertThat(account.getOperator()).isEqualTo("answers");
      assertThat(account.getCounts())
          .containsExactly(
              new Count("read", 3L),
              new Count("rejected.TOO_LARGE", 1L),
              new Count("rejected.UNDECODABLE", 1L));
    }
  }

  private static Answer answer(String region) {
    return Answer.newBuilder().setQuestionId("q").setRegion(region).build();
  }

  private static SourceRecord source(byte[] value) {
    return new SourceRecord("plant.answers", 0, 3L, 5L, null, ByteBuffer.wrap(value));
  }

  private static DecodeAnswers decode() {
    return new DecodeAnswers(
        "plant",
        new Outbox(new Topics("", "plant"), schema -> 1),
        id -> id == 7 ? Optional.of(Answer.getClassSchema()) : Optional.empty());
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, DecisionInput> harness()
      throws Exception {
    return harness(decode());
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, DecisionInput> harness(
      DecodeAnswers decode) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(decode));
    harness.open();
    return harness;
  }
}
