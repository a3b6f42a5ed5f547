package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.ClusterJob;
import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.FlinkRest;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SeededEvents;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.local.SessionCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does a reader with {@code read_committed} see each action and each decision exactly once when a
 * TaskManager is killed in mid-stream?
 */
class KillIT {

  private static final int BATCH = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void eachActionAndDecisionOnceAfterAKill(long seed) throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "kill-" + seed);
        Outputs outputs = region.outputs()) {
      List<SentEvent> sent = streamWithAKill(region, outputs, seed, "exactly-once", "1s");

      outputs.awaitExact(Expected.of(sent));
    }
  }

  /** The test of the test: the same kill, and the same oracle, find what delivery twice doubles. */
  @Test
  void theSameCheckFindsDoubledRecordsWithAtLeastOnceDelivery() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "kill-twice");
        Outputs outputs = region.outputs()) {
      List<SentEvent> sent = streamWithAKill(region, outputs, 14, "at-least-once", "8s");
      Expected expected = Expected.of(sent);

      Awaitility.await("every expected decision")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(outputs.differences(expected)).noneMatch(p -> p.contains("missing")));
      assertThat(outputs.differences(expected))
          .anyMatch(problem -> problem.startsWith("doubled action"))
          .anyMatch(problem -> problem.startsWith("doubled decision"));
    }
  }

  /**
   * Publishes without a pause, and kills a TaskManager when a checkpoint was completed and more was
   * written since (with exactly-once: may have been written, unseen).
   */
  private static List<SentEvent> streamWithAKill(
      TestingRegion region, Outputs outputs, long seed, String delivery, String interval)
      throws Exception {
    SessionCluster cluster = TestingStack.get().cluster();
    FlinkRest rest = new FlinkRest(cluster.webUrl());
    String jar = rest.upload(JobJarIT.jar());
    ClusterJob job =
        rest.run(
            jar,
            region.arguments(
                "--parallelism", "2", "--delivery", delivery, "--checkpoint-interval", interval),
            "");
    outputs.awaitRunning(region.release("host-watch.json", 1), 2);
    SeededEvents events = region.events(seed);
    List<SentEvent> sent = new ArrayList<>();
    publishUntil(
        region, events, sent, "decisions that are visible", () -> outputs.decisions().size() > 20);
    int checkpoints = job.completedCheckpoints();
    publishUntil(
        region, events, sent, "another checkpoint", () -> job.completedCheckpoints() > checkpoints);
    int visible = outputs.decisions().size();
    if (delivery.equals("at-least-once")) {
      publishUntil(
          region, events, sent, "decisions since", () -> outputs.decisions().size() > visible + 50);
    } else {
      publish(region, events, sent, 4 * BATCH);
    }
    cluster.kill(cluster.taskManagers().get(0).pid());
    publish(region, events, sent, 4 * BATCH);
    cluster.startTaskManager();
    cluster.awaitTaskManagers();
    publish(region, events, sent, 4 * BATCH);
    outputs.awaitRead(sent.size());
    job.awaitState("RUNNING");
    job.cancel();
    return sent;
  }

  private static void publishUntil(
      TestingRegion region,
      SeededEvents events,
      List<SentEvent> sent,
      String what,
      Condition condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              publish(region, events, sent, BATCH);
              return condition.holds();
            });
  }

  private static void publish(
      TestingRegion region, SeededEvents events, List<SentEvent> sent, int count) {
    List<SentEvent> batch = events.next(count);
    region.publish(batch);
    sent.addAll(batch);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
