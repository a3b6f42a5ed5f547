package dev.reeve.control.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Acknowledgement;
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
  private final List<Acknowledgement> answers = new ArrayList<>();
  private final String old = release("old");
  private final String next = release("next");
  private final String other = release("other");

  @Test
  void eachRegionGoesBackToItsOwn() throws Exception {
    activate(1, old, "*");
    activate(2, other, "edge");
    activate(3, next, "plant", "edge");

    Rollback rollback = Rollback.of(control, answers, List.of("plant", "edge"), Optional.empty());

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

    Rollback all = Rollback.of(control, answers, List.of("plant", "edge"), Optional.empty());

    assertThat(all.activations(true)).isEqualTo(Map.of(old, List.of("*")));
    assertThat(all.activations(false)).isEqualTo(Map.of(old, List.of("edge", "plant")));
  }

  @Test
  void eachRollBackGoesFurtherBackAndNeverForward() throws Exception {
    activate(1, old, "*");
    activate(2, other, "*");
    activate(3, next, "*");

    assertThat(back("plant")).isEqualTo(other);
    activate(4, other, "*");
    assertThat(back("plant")).isEqualTo(old);
    activate(5, old, "*");
    assertThat(Rollback.of(control, answers, List.of("plant"), Optional.empty()).problems())
        .containsExactly(
            "region plant: nothing that it did not refuse was in force before "
                + old
                + "; --to goes to any release that it ran, `reeve publish` to another");

    activate(6, next, "*");
    assertThat(back("plant"))
        .as("what is published after a roll back leads back to it")
        .isEqualTo(old);
  }

  @Test
  void aReleaseThatTheRegionRefusedIsNoWayBack() throws Exception {
    activate(1, old, "*");
    activate(2, other, "*");
    activate(3, next, "*");
    answer("plant", "features", 2, other, "running");
    answer("plant", "decide", 2, other, "refused");

    assertThat(back("plant")).isEqualTo(old);
    assertThat(back("edge")).as("which did not refuse it").isEqualTo(other);
    assertThat(
            Rollback.of(control, answers, List.of("plant"), Optional.of(other.substring(0, 9)))
                .problems())
        .singleElement()
        .asString()
        .contains("is none of the releases that it ran beside " + next + ": " + old);

    answer("plant", "decide", 2, other, "running");
    assertThat(back("plant")).as("what was missing came").isEqualTo(other);
  }

  @Test
  void behindARefusedReleaseIsTheOneThatStayedInForce() throws Exception {
    activate(1, old, "*");
    activate(2, other, "*");
    activate(3, next, "*");
    answer("plant", "features", 3, next, "refused");

    assertThat(back("plant")).isEqualTo(other);
    activate(4, other, "*");
    assertThat(back("plant")).isEqualTo(old);
  }

  @Test
  void anyEarlierReleaseMayBeNamed() throws Exception {
    activate(1, old, "*");
    activate(2, other, "*");
    activate(3, next, "*");
    Optional<String> begin = Optional.of(old.substring(0, 12));

    assertThat(Rollback.of(control, answers, List.of("plant"), begin).steps().get("plant").to())
        .isEqualTo(old);
    assertThat(Rollback.of(control, answers, List.of("plant"), Optional.of("00000000")).problems())
        .singleElement()
        .asString()
        .contains("'00000000' is none of the releases that it ran beside " + next)
        .contains(old)
        .contains(other);
  }

  @Test
  void whereNothingWasBeforeThereIsNoWayBack() throws Exception {
    activate(1, next, "plant");

    Rollback rollback = Rollback.of(control, answers, List.of("plant", "edge"), Optional.empty());

    assertThat(rollback.problems())
        .containsExactly(
            "region plant: nothing that it did not refuse was in force before "
                + next
                + "; --to goes to any release that it ran, `reeve publish` to another",
            "region edge: no release is in force");
    assertThat(rollback.steps()).isEmpty();
  }

  private String back(String region) {
    return Rollback.of(control, answers, List.of(region), Optional.empty())
        .steps()
        .get(region)
        .to();
  }

  private void answer(
      String region, String operator, long generation, String release, String status) {
    answers.add(new Acknowledgement(region, operator, 0, 1, release, generation, status, ""));
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
