package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.Checkpoints;
import dev.reeve.jobs.testing.ClusterJob;
import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.FlinkRest;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.PublishedVectors;
import dev.reeve.jobs.testing.SeededEvents;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.jobs.testing.UndisturbedSets;
import dev.reeve.local.SessionCluster;
import dev.reeve.schema.Decision;
import dev.reeve.schema.FeatureValue;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A feature set gets a new version while the job runs and events flow, with a TaskManager killed in
 * each step: the new one is computed beside the old one, taken over, and rolled back to an old one
 * that was kept warm. Is nothing lost or counted twice, and does every decision name what it used?
 */
class UpgradeIT {

  private static final int BATCH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final List<SentEvent> sent = new ArrayList<>();
  private final Map<String, Integer> versionOf = new LinkedHashMap<>();
  private TestingRegion region;
  private Outputs outputs;
  private SeededEvents events;
  private Checkpoints checkpoints;

  @Test
  void aNewVersionIsTakenOverAndRolledBackUnderKills(TestReporter reporter) throws Exception {
    SessionCluster cluster = TestingStack.get().cluster();
    FlinkRest rest = new FlinkRest(cluster.webUrl());
    Release both = upgrade();
    FeatureSetDefinition v1 = both.featureSets().get(0);
    FeatureSetDefinition v2 = both.featureSets().get(1);
    byte[] before = release("before", List.of(v1), both, 1);
    byte[] beside = release("beside", List.of(v1, v2), both, 1);
    byte[] after = release("after", List.of(v2), both, 2);
    try (TestingRegion testingRegion = new TestingRegion(TestingStack.get(), "upgrade");
        Outputs testingOutputs = testingRegion.outputs()) {
      region = testingRegion;
      outputs = testingOutputs;
      events = region.events(31);
      List<String> arguments = region.arguments("--parallelism", "2");
      ClusterJob job = rest.run(rest.upload(JobJarIT.jar()), arguments, "");
      checkpoints = new Checkpoints(job);

      outputs.awaitRunning(release(before, 1, 1), 2);
      until("decisions under the first release", () -> outputs.decisions().size() > 20);
      String middle = release(beside, 2, 1);
      killAndGoOn(cluster, 2, middle);
      killAndGoOn(cluster, 3, release(after, 3, 2));
      publish();
      region.activate(middle, 4);
      long rolledBackAt = System.currentTimeMillis();
      killAndGoOn(cluster, 4, middle);

      long againAt = System.currentTimeMillis();
      region.release(after, 5);
      goOn(5, digest(2));
      // Events are on their way when the control record comes.
      publish();
      region.activate(middle, 6);
      long undisturbedAt = System.currentTimeMillis();
      goOn(6, middle);
      assertRolledBack("with a kill", rolledBackAt, againAt, middle, reporter);
      assertRolledBack("without a kill", undisturbedAt, Long.MAX_VALUE, middle, reporter);

      outputs.awaitRead(sent.size());
      Awaitility.await("accounts that agree with what was sent")
          .atMost(PATIENCE)
          .untilAsserted(() -> outputs.assertAccounts(Expected.of(sent)));
      assertThat(job.restarted()).isTrue();
      job.cancel();

      Map<String, GenericRecord> first = published(v1);
      Map<String, GenericRecord> second = published(v2);
      Set<String> all =
          sent.stream().map(SentEvent::eventId).collect(Collectors.toUnmodifiableSet());
      Map<String, GenericRecord> expectedFirst = UndisturbedSets.of(v1, sent, all);
      Map<String, GenericRecord> expectedSecond = UndisturbedSets.of(v2, sent, second.keySet());
      assertEqual(first, expectedFirst);
      assertEqual(second, expectedSecond);
      assertThat(outputs.accounts())
          .containsEntry("features.features", (long) first.size() + second.size());
      Set<String> somewhere = new HashSet<>(first.keySet());
      somewhere.addAll(second.keySet());
      assertThat(somewhere).isEqualTo(expectedFirst.keySet());

      assertDecisions(Map.of(1, expectedFirst, 2, expectedSecond), reporter);
      assertReleasesFollowEachOther(
          List.of(digest(1), middle, digest(2), middle, digest(2), middle));
      reporter.publishEntry("events", Integer.toString(sent.size()));
    }
  }

  /** One at a time: a message with all of them would be of no use. */
  private static void assertEqual(
      Map<String, GenericRecord> published, Map<String, GenericRecord> expected) {
    assertThat(published).isNotEmpty();
    published.forEach((id, vector) -> assertThat(vector).as(id).isEqualTo(expected.get(id)));
  }

  /** Each once, and each on the version that its release names, with exactly its values. */
  private void assertDecisions(
      Map<Integer, Map<String, GenericRecord>> vectors, TestReporter reporter) {
    Map<String, Decision> byEvent = new HashMap<>();
    for (Decision decision : outputs.decisions()) {
      assertThat(byEvent.put(decision.getCauseId(), decision))
          .as("decision about %s", decision.getCauseId())
          .isNull();
      int version = versionOf.get(decision.getRelease());
      assertThat(decision.getAgentVersion()).isEqualTo(version);
      GenericRecord vector = vectors.get(version).get(decision.getCauseId());
      for (FeatureValue value : decision.getFeatures()) {
        assertThat(value.getVersion()).isEqualTo(version);
        Object expected = vector.get(value.getName());
        assertThat(value.getValue())
            .as("%s of %s in release %s", value.getName(), decision.getCauseId(), version)
            .isEqualTo(expected == null ? null : ((Number) expected).doubleValue());
      }
    }
    for (SentEvent event : sent) {
      if (event.fate().equals("accepted") && event.load() > 0.9) {
        assertThat(byEvent).containsKey(event.eventId());
        assertThat(byEvent.get(event.eventId()).getVerdict()).isEqualTo("allowed");
      }
    }
    reporter.publishEntry("decisions", Integer.toString(byEvent.size()));
  }

  /** Of each entity, in the order of its events. */
  private void assertReleasesFollowEachOther(List<String> generations) {
    Map<String, String> releases = new HashMap<>();
    outputs.decisions().forEach(d -> releases.put(d.getCauseId(), d.getRelease()));
    Map<String, Integer> at = new HashMap<>();
    for (SentEvent event : sent) {
      String release = event.fate().equals("accepted") ? releases.get(event.eventId()) : null;
      if (release != null) {
        int generation = at.getOrDefault(event.entity(), 0);
        while (generation < generations.size() && !generations.get(generation).equals(release)) {
          generation++;
        }
        assertThat(generation)
            .as("release %s of %s follows", release, event)
            .isLessThan(generations.size());
        at.put(event.entity(), generation);
      }
    }
  }

  private void killAndGoOn(SessionCluster cluster, long generation, String release)
      throws Exception {
    publish();
    cluster.kill(cluster.taskManagers().get(0).pid());
    cluster.startTaskManager();
    goOn(generation, release);
    cluster.awaitTaskManagers();
  }

  /** Until all subtasks run the generation, and a later event was decided under it. */
  private void goOn(long generation, String release) throws Exception {
    until("generation " + generation, () -> outputs.isRunning(generation, 2));
    Set<String> later =
        publish().stream().map(SentEvent::eventId).collect(Collectors.toUnmodifiableSet());
    until(
        "a decision under generation " + generation,
        () ->
            outputs.decisions().stream()
                .anyMatch(d -> later.contains(d.getCauseId()) && d.getRelease().equals(release)));
  }

  /**
   * Rolled back within one checkpoint: once the control record is there, at most one checkpoint
   * begins before there are decisions under it, and before the last under the other release. A
   * partition whose backlog waits for those of others has its first decision later: that is told.
   *
   * @param rolledBackAt from when on the control record could be read
   */
  private void assertRolledBack(
      String how, long rolledBackAt, long until, String release, TestReporter reporter) {
    Map<Integer, Long> firstUnder = new TreeMap<>();
    long lastBefore = rolledBackAt;
    for (Decision decision : outputs.decisions()) {
      long at = decision.getObserved().getDecidedAt();
      if (at >= rolledBackAt && at < until) {
        if (decision.getRelease().equals(release)) {
          firstUnder.merge(region.partitionOf(decision.getEntity()), at, Math::min);
        } else {
          lastBefore = Math.max(lastBefore, at);
        }
      }
    }
    assertThat(firstUnder).as("partitions that decided under it, %s", how).isNotEmpty();
    String figures =
        "roll back %s: first decision under it %s, in its last partition %s, last under the other %s"
            .formatted(
                how,
                after(rolledBackAt, Collections.min(firstUnder.values())),
                after(rolledBackAt, Collections.max(firstUnder.values())),
                after(rolledBackAt, lastBefore));
    reporter.publishEntry(figures);
    // Maven shows no report entries.
    System.out.println(figures);
    long first = Collections.min(firstUnder.values());
    assertThat(checkpoints.begunBetween(rolledBackAt, Math.max(first, lastBefore)))
        .as("checkpoints; %s", figures)
        .isLessThan(2);
  }

  private String after(long from, long to) {
    return "after %d ms and %d checkpoints"
        .formatted(to - from, checkpoints.begunBetween(from, to));
  }

  private void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              publish();
              checkpoints.look();
              return condition.call();
            });
  }

  private List<SentEvent> publish() {
    List<SentEvent> batch = events.next(BATCH);
    region.publish(batch);
    sent.addAll(batch);
    return batch;
  }

  private Map<String, GenericRecord> published(FeatureSetDefinition set) {
    Map<String, GenericRecord> byEvent = new LinkedHashMap<>();
    for (GenericRecord vector : PublishedVectors.read(TestingStack.get(), region, set)) {
      assertThat(byEvent.put(vector.get("event_id").toString(), vector))
          .as("another vector of %s", vector)
          .isNull();
    }
    return byEvent;
  }

  private String release(byte[] body, long generation, int version) throws Exception {
    String digest = region.release(body, generation);
    versionOf.put(digest, version);
    return digest;
  }

  private String digest(int version) {
    return versionOf.entrySet().stream()
        .filter(e -> e.getValue() == version)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static byte[] release(
      String name, List<FeatureSetDefinition> sets, Release of, int agentVersion) throws Exception {
    AgentDefinition agent = of.agents().get(0);
    String body =
        ReleaseBody.JSON.writeValueAsString(
            new Release(name, "", List.of(), sets, List.of(), List.of(agent), of.policies()));
    return body.replace("\"features\":\"load@1\"", "\"features\":\"load@" + agentVersion + "\"")
        .replace(
            "\"name\":\"guard\",\"version\":1", "\"name\":\"guard\",\"version\":" + agentVersion)
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Release upgrade() throws Exception {
    try (InputStream in = UpgradeIT.class.getResourceAsStream("/releases/upgrade.json")) {
      return ReleaseBody.read(in.readAllBytes());
    }
  }
}
