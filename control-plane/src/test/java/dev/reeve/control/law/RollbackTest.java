package dev.reeve.control.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Does every region go back to what it had, and is one that had nothing told so? */
class RollbackTest {

  private final List<ControlRecord> control = new ArrayList<>();
  private final String old = release("old");
  private final String next = release("next");
  private final String other = release("other");

  @Test
  void eachRegionGoesBackToItsOwn() throws Exception {
    activate(1, old, "*");
    activate(2, other, "edge");
    activate(3, next, "plant", "edge");

    Rollback rollback = Rollback.of(control, List.of("plant", "edge"), Optional.empty());

    assertThat(rollback.problems()).isEmpty();
    assertThat(rollback.steps().get("plant").to()).isEqualTo(old);
    assertThat(rollback.steps().get("edge").to()).isEqualTo(other);
    assertThat(rollback.activations(true))
        .isEqualTo(Map.of(old, List.of("plant"), other, List.of("edge")));
  }

  @Test
  void aReleaseOfAllRegionsIsRolledBackForThoseToComeToo() throws Exception {
    activate(1, old, "*");
    activate(2, next, "*");

    Rollback all = Rollback.of(control, List.of("plant", "edge"), Optional.empty());

    assertThat(all.activations(true)).isEqualTo(Map.of(old, List.of("*")));
    assertThat(all.activations(false)).isEqualTo(Map.of(old, List.of("edge", "plant")));
  }

  @Test
  void aSecondRollBackUndoesTheFirst() throws Exception {
    activate(1, old, "*");
    activate(2, next, "*");
    activate(3, old, "*");

    assertThat(Rollback.of(control, List.of("plant"), Optional.empty()).steps().get("plant").to())
        .isEqualTo(next);
  }

  @Test
  void anyEarlierReleaseMayBeNamed() throws Exception {
    activate(1, old, "*");
    activate(2, other, "*");
    activate(3, next, "*");
    Optional<String> begin = Optional.of(old.substring(0, 12));

    assertThat(Rollback.of(control, List.of("plant"), begin).steps().get("plant").to())
        .isEqualTo(old);
    assertThat(Rollback.of(control, List.of("plant"), Optional.of("00000000")).problems())
        .singleElement()
        .asString()
        .contains("'00000000' is none of the releases that were in force before " + next)
        .contains(old)
        .contains(other);
  }

  @Test
  void whereNothingWasBeforeThereIsNoWayBack() throws Exception {
    activate(1, next, "plant");

    Rollback rollback = Rollback.of(control, List.of("plant", "edge"), Optional.empty());

    assertThat(rollback.problems())
        .containsExactly(
            "region plant: nothing was in force before " + next,
            "region edge: no release is in force");
    assertThat(rollback.steps()).isEmpty();
  }

  private String release(String name) {
    byte[] body = ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    control.add(record("release", 0, body));
    return Digest.of(body);
  }

  private void activate(long generation, String release, String... regions) throws Exception {
    Activation activation = new Activation(generation, List.of(regions), release);
    control.add(record("activation", generation, ReleaseBody.JSON.writeValueAsBytes(activation)));
  }

  private static ControlRecord record(String type, long generation, byte[] body) {
    return ControlRecord.newBuilder()
        .setRecordId(type + "/" + Digest.of(body))
        .setType(type)
        .setDigest(Digest.of(body))
        .setGeneration(generation)
        .setBody(ByteBuffer.wrap(body))
        .build();
  }
}
