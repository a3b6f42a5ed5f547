package dev.reeve.schema.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ReleaseBody;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P7: is what is in force a function of the set of records alone? */
class ReleaseInForceTest {

  private static final ControlRecord OLD = release("{\"name\":\"old\"}");
  private static final ControlRecord NEW = release("{\"name\":\"new\"}");
  private static final List<ControlRecord> ALL =
      List.of(
          OLD,
          NEW,
          activation(1, "*", OLD),
          activation(2, "plant", NEW),
          activation(3, "edge", NEW),
          activation(4, "plant", release("{\"name\":\"never published\"}")));

  @Test
  void nothingIsInForceBeforeTheFirstActivation() {
    assertThat(ReleaseInForce.of(List.of(OLD, NEW), "plant")).isEmpty();
  }

  @Test
  void theHighestGenerationWhoseReleaseIsThereWins() {
    assertThat(ReleaseInForce.of(ALL, "plant").map(ReleaseInForce::generation)).contains(2L);
    assertThat(ReleaseInForce.of(ALL, "edge").map(ReleaseInForce::generation)).contains(3L);
    assertThat(ReleaseInForce.of(ALL, "cloud").map(ReleaseInForce::release))
        .contains(OLD.getDigest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"generation\":1,\"release\":\"ab\"} | regions is null",
        "{\"generation\":1,\"regions\":[null],\"release\":\"ab\"} | regions is [null]",
        "{\"generation\":1,\"regions\":[\"*\"]} | release is missing",
        "{\"generation\":0,\"regions\":[\"*\"],\"release\":\"ab\"} | generation is 0",
        "null | its body is null",
        "{} | generation is 0, allowed are 1 and above; regions is null",
        "[] | holds no activation"
      })
  void anActivationThatLeavesAnythingOutIsRefused(String body, String reason) {
    assertThatThrownBy(() -> ReleaseInForce.activation(record(ReleaseInForce.ACTIVATION, 1, body)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aReleaseThatIsNullIsNone() {
    byte[] body = "null".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ReleaseBody.read(body))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("its body is null");
  }

  @Property
  boolean anyOrderAndAnyRepetitionGiveTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    List<ControlRecord> records = new ArrayList<>(ALL);
    records.add(ALL.get(random.nextInt(ALL.size())));
    Collections.shuffle(records, random);
    Optional<ReleaseInForce> found = ReleaseInForce.of(records, "plant");
    return found.isPresent()
        && found.get().release().equals(NEW.getDigest())
        && found.get().generation() == 2;
  }

  @Property
  boolean twoActivationsOfOneGenerationAreOrderedByDigest(@ForAll boolean swap) {
    List<ControlRecord> records =
        new ArrayList<>(List.of(OLD, NEW, activation(7, "*", OLD), activation(7, "*", NEW)));
    if (swap) {
      Collections.swap(records, 2, 3);
    }
    String greater =
        OLD.getDigest().compareTo(NEW.getDigest()) > 0 ? OLD.getDigest() : NEW.getDigest();
    return ReleaseInForce.of(records, "plant").orElseThrow().release().equals(greater);
  }

  private static ControlRecord release(String body) {
    return record(ReleaseInForce.RELEASE, 0, body);
  }

  private static ControlRecord activation(long generation, String region, ControlRecord release) {
    return record(
        ReleaseInForce.ACTIVATION,
        generation,
        "{\"generation\":%d,\"regions\":[\"%s\"],\"release\":\"%s\"}"
            .formatted(generation, region, release.getDigest()));
  }

  private static ControlRecord record(String type, long generation, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String digest = Digest.of(bytes);
    return ControlRecord.newBuilder()
        .setRecordId(type + "/" + digest)
        .setType(type)
        .setDigest(digest)
        .setGeneration(generation)
        .setBody(ByteBuffer.wrap(bytes))
        .build();
  }
}
