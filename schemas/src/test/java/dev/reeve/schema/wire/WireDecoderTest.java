package dev.reeve.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Answer;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.CoolDown;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Bytes become records, or say what is wrong with them. */
class WireDecoderTest {

  private static final Answer ANSWER =
      Answer.newBuilder().setAnswerId("a").setQuestionId("q").setVerdict("approve").build();

  @Test
  void usageExample() {
    ByteBuffer bytes = ByteBuffer.wrap(WireFormat.encode(7, ANSWER));
    Decoded<Answer> decoded = decoder(Answer.getClassSchema()).decode(bytes);

    assertThat(decoded.record()).isEqualTo(ANSWER);
    assertThat(decoded.writerSchemaId()).isEqualTo(7);
    assertThat(bytes.position()).isZero();
  }

  @Test
  void fieldsThatAnOlderWriterLackedTakeTheirDefaults() {
    Schema older =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Answer","namespace":"dev.reeve.schema","fields":[
                  {"name":"answer_id","type":"string","default":""}]}""");
    byte[] bytes = {0, 0, 0, 0, 7, 2, 'x'};

    Decoded<Answer> decoded = decoder(older).decode(ByteBuffer.wrap(bytes));

    assertThat(decoded.record().getAnswerId()).isEqualTo("x");
    assertThat(decoded.record().getVerdict()).isEqualTo("deny");
  }

  @Test
  void saysWhatIsWrongWithBytes() {
    WireDecoder<Answer> decoder = decoder(Answer.getClassSchema());
    byte[] whole = WireFormat.encode(7, ANSWER);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    byte[] shorter = Arrays.copyOf(whole, whole.length - 3);

    assertThat(decoder.decode(null).problem()).contains("tombstone");
    assertThat(decoder.decode(ByteBuffer.wrap(new byte[3])).problem()).contains("3 bytes");
    assertThat(decoder.decode(ByteBuffer.wrap(new byte[] {5, 0, 0, 0, 7})).problem())
        .isEqualTo("first byte is 5, allowed is 0");
    assertThat(decoder.decode(ByteBuffer.wrap(longer)).problem()).contains("left over");
    assertThat(decoder.decode(ByteBuffer.wrap(shorter)).isDecoded()).isFalse();
    assertThat(decoder(CoolDown.getClassSchema()).decode(ByteBuffer.wrap(whole)).problem())
        .contains("cannot be read as dev.reeve.schema.Answer");
  }

  @Test
  void aLengthThatTheBytesCannotHoldTakesNoMemory() {
    // A string that claims to be two gigabytes long.
    byte[] bytes = {0, 0, 0, 0, 7, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

    assertThat(decoder(Answer.getClassSchema()).decode(ByteBuffer.wrap(bytes)).problem())
        .contains("schema 7");
  }

  @Test
  void aCountThatTheBytesCannotHoldIsNoFailureOfTheReader() {
    ControlRecord record =
        ControlRecord.newBuilder()
            .setRecordId("")
            .setType("")
            .setDigest("")
            .setBody(ByteBuffer.allocate(0))
            .setIssuer("")
            .build();
    byte[] whole = WireFormat.encode(7, record);
    WireDecoder<ControlRecord> decoder =
        new WireDecoder<>(ControlRecord.class, id -> Optional.of(ControlRecord.getClassSchema()));
    assertThat(decoder.decode(ByteBuffer.wrap(whole)).isDecoded()).isTrue();

    // Behind the header: four empty fields, the generation, and then the number of signatures.
    ByteBuffer huge = ByteBuffer.allocate(5 + 5 + 10).put(whole, 0, 5 + 5);
    for (int i = 0; i < 9; i++) {
      huge.put((byte) 0xFE);
    }
    huge.put((byte) 0x01).flip();

    assertThat(decoder.decode(huge).problem()).contains("schema 7").contains("a block of");
  }

  @Test
  void emptyItemsAreNotReadForEver() {
    Schema nulls =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Answer","namespace":"dev.reeve.schema","fields":[
                  {"name":"nothing","type":{"type":"array","items":"null"}}]}""");
    byte[] bytes = new byte[5 + 1_000];
    bytes[4] = 7;
    Arrays.fill(bytes, 5, bytes.length, (byte) 100);

    assertThat(decoder(nulls).decode(ByteBuffer.wrap(bytes)).problem()).contains("a block of 50");
  }

  @Test
  void anUnknownIdIsAskedForAgainAndAKnownOneIsNot() {
    AtomicInteger asked = new AtomicInteger();
    WireDecoder<Answer> decoder =
        new WireDecoder<>(
            Answer.class,
            id ->
                asked.incrementAndGet() < 2
                    ? Optional.empty()
                    : Optional.of(Answer.getClassSchema()));
    ByteBuffer bytes = ByteBuffer.wrap(WireFormat.encode(7, ANSWER));

    assertThat(decoder.decode(bytes).problem()).isEqualTo("the registry knows no Avro schema 7");
    assertThat(decoder.decode(bytes).isDecoded()).isTrue();
    assertThat(decoder.decode(bytes).isDecoded()).isTrue();
    assertThat(asked).hasValue(2);
  }

  private static WireDecoder<Answer> decoder(Schema writer) {
    return new WireDecoder<>(Answer.class, id -> id == 7 ? Optional.of(writer) : Optional.empty());
  }
}
