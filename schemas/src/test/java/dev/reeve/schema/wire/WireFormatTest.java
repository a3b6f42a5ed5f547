package dev.reeve.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Account;
import dev.reeve.schema.Count;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Are the bytes on the topics those that a Confluent deserializer expects? */
class WireFormatTest {

  private static final Account ACCOUNT =
      new Account("plant", "read", 1, List.of(new Count("accepted", 7L)));

  @Test
  void startsWithAZeroByteAndTheSchemaIdBigEndian() {
    assertThat(WireFormat.encode(0x01020304, ACCOUNT)).startsWith(0, 1, 2, 3, 4);
  }

  @Test
  void isReadBackAfterTheHeader() throws IOException {
    byte[] bytes = WireFormat.encode(9, ACCOUNT);
    Account read =
        new SpecificDatumReader<>(Account.class)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read).isEqualTo(ACCOUNT);
  }

  @Test
  void outboxKeysDecisionsByTypedEntityUnderTheRegionsTopic() {
    Outbox outbox = new Outbox(new Topics("test.", "plant"), schema -> 5);
    Decision decision =
        Decision.newBuilder().setRegion("plant").setEntityType("host").setEntity("a/b").build();
    Envelope envelope = outbox.of(decision);
    assertThat(envelope.getTopic()).isEqualTo("test.plant.decisions");
    assertThat(StandardCharsets.UTF_8.decode(envelope.getKey()).toString()).isEqualTo("host/a/b");
  }
}
