package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.Decision;
import dev.reeve.schema.wire.RecordSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Does one region's job turn its input into exactly what its release calls for? */
class RegionJobIT {

  @Test
  void writesEachDecisionAndActionOnceAndAccountsForEveryRecord() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "exact");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("exact")) {
      flink.submit(region.options("--checkpoint-interval", "200ms"));
      outputs.awaitRunning(region.release("host-watch.json", 1), 1);
      List<SentEvent> sent = region.events(1).next(5_000);

      region.publish(sent);
      outputs.awaitRead(sent.size());

      outputs.awaitExact(Expected.of(sent));
    }
  }

  @Test
  void answersWithTheSafeDefaultUntilTheFirstReleaseAndSurvivesABadControlRecord()
      throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "lawless");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("lawless")) {
      flink.submit(region.options("--checkpoint-interval", "200ms"));
      List<SentEvent> before = region.events(1).next(200);
      region.control("no control record".getBytes(StandardCharsets.UTF_8));
      region.publish(before);
      outputs.awaitRead(before.size());

      long accepted = Expected.of(before).fates().get("accepted");
      Awaitility.await("a safe default for each of %d events".formatted(accepted))
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(outputs.decisions().size()).isEqualTo((int) accepted));
      assertThat(outputs.decisions())
          .extracting(Decision::getVerdict, Decision::getAgent, Decision::getReason)
          .containsOnly(tuple("safe_default", "", "no release is in force"));
      assertThat(outputs.actions()).isEmpty();
      Awaitility.await("the bad control record among the rejected")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(outputs.rejected())
                      .anySatisfy(
                          r -> assertThat(r.getTopic()).isEqualTo(region.topics().control())));
      assertThat(outputs.accounts()).containsEntry("control.rejected.UNDECODABLE", 1L);

      outputs.awaitRunning(region.release("host-watch.json", 1), 1);
      List<SentEvent> after = region.events(2).next(1_000);
      region.publish(after);
      outputs.awaitRead(before.size() + after.size());
      Awaitility.await("an action for each trigger after the release")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(outputs.actions())
                      .hasSameSizeAs(Expected.of(after).actions().keySet()));
    }
  }

  @Test
  void anEventAboveTheLimitIsRejectedAndTheLargestBelowItIsWrittenInFull() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "large");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("large")) {
      flink.submit(region.options("--checkpoint-interval", "200ms"));
      int most = RecordSize.MOST_INPUT - "host/h0".length();
      region.publish(
          List.of(
              new SentEvent("h0", new byte[most], "", 0, "UNDECODABLE"),
              new SentEvent("h0", new byte[most + 1], "", 0, "TOO_LARGE")));
      outputs.awaitRead(2);

      Awaitility.await("both rejected records")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(outputs.rejected()).hasSize(2));
      assertThat(outputs.rejected())
          .extracting(r -> r.getReason(), r -> r.getValue() == null ? 0 : r.getValue().remaining())
          .containsExactlyInAnyOrder(tuple("UNDECODABLE", most), tuple("TOO_LARGE", 0));
    }
  }
}
