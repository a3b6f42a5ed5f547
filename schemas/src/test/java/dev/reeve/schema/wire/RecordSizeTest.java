package dev.reeve.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.identity.Digest;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Can every rejected record be written, however large what was rejected? */
class RecordSizeTest {

  private static final ByteBuffer KEY = ByteBuffer.allocate(10);

  private final Outbox outbox = new Outbox(new Topics("", "plant"), schema -> 1);

  @Test
  void theLimitIsOnKeyAndValueTogether() {
    assertThat(RecordSize.problem(source(RecordSize.MOST_INPUT - 10))).isEmpty();
    assertThat(RecordSize.problem(source(RecordSize.MOST_INPUT - 9)))
        .contains("key and value have 921601 bytes, allowed are up to 921600");
  }

  @Test
  void aRejectedRecordUpToTheLimitKeepsKeyAndValue() {
    RejectedRecord rejected = rejected(RecordSize.MOST_INPUT - 10, "because");
    assertThat(read(outbox.of(rejected))).isEqualTo(rejected);
  }

  @Test
  void ofALargerOneSizeAndDigestAreKept() {
    RejectedRecord rejected = rejected(RecordSize.MOST_INPUT - 9, "because");
    Envelope envelope = outbox.of(rejected);
    RejectedRecord read = read(envelope);

    assertThat(envelope.getKey().remaining()).isZero();
    assertThat(envelope.getValue().remaining()).isLessThan(1_000);
    assertThat(read.getKey()).isNull();
    assertThat(read.getValue()).isNull();
    assertThat(read.getOffset()).isEqualTo(7);
    assertThat(read.getDetail())
        .isEqualTo(
            "because; left out: key of 10 bytes, SHA-256 %s, value of 921591 bytes, SHA-256 %s"
                .formatted(
                    Digest.of(new byte[10]), Digest.of(new byte[RecordSize.MOST_INPUT - 9])));
  }

  @Test
  void theDetailIsCut() {
    assertThat(read(outbox.of(rejected(3, "x".repeat(1_000)))).getDetail()).hasSize(1_000);
    assertThat(read(outbox.of(rejected(3, "x".repeat(1_001)))).getDetail())
        .hasSize(1_000)
        .endsWith("x…");
  }

  private static SourceRecord source(int bytes) {
    return new SourceRecord("plant.events", 0, 7L, 5L, KEY, ByteBuffer.allocate(bytes));
  }

  private static RejectedRecord rejected(int bytes, String detail) {
    return RejectedRecord.newBuilder()
        .setOffset(7)
        .setDetail(detail)
        .setKey(KEY)
        .setValue(ByteBuffer.allocate(bytes))
        .build();
  }

  private static RejectedRecord read(Envelope envelope) {
    return new WireDecoder<>(
            RejectedRecord.class, id -> Optional.of(RejectedRecord.getClassSchema()))
        .decode(envelope.getValue())
        .record();
  }
}
