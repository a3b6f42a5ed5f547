package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.features.source.SourceCheck;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.jobs.testing.ForeignTopics;
import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.Tail;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.Action;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.SourceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Do records of two foreign topics, JSON and Avro of two schemas, become events of hosts and their
 * services, each exactly once though a TaskManager ends in between, and are the others told?
 */
class SourceMappingIT {

  private static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/service-health");
  private static final int RECORDS = 1_500;
  private static final int PROBES = 300;

  @Test
  void recordsOfOthersBecomeEventsOfHostsAndServicesOnce() throws Exception {
    TestingStack stack = TestingStack.get();
    try (TestingRegion region = new TestingRegion(stack, "mapping");
        ForeignTopics foreign =
            new ForeignTopics(
                stack, topic(region, "service-events"), topic(region, "host-events"));
        Outputs outputs = region.outputs();
        Tail<RegionEvent> services =
            region.tail(topic(region, "service-events"), RegionEvent.class);
        Tail<RegionEvent> hosts = region.tail(topic(region, "host-events"), RegionEvent.class);
        InThisJvm flink = InThisJvm.start("mapping")) {
      Release release = release();
      flink.submit(regionOptions(region));
      outputs.awaitRunning(region.release(ReleaseFolder.canonical(release), 1), 1);
      flink.submit(mappingOptions(region, stack, release), release.sources());

      foreign.checks(0, RECORDS / 2);
      foreign.probes(0, PROBES);
      await("half of the events", () -> assertThat(services.records()).hasSizeGreaterThan(100));
      flink.endTaskManager();
      foreign.checks(RECORDS / 2, RECORDS);
      foreign.broken();

      long mapped = RECORDS + PROBES;
      long events = 2 * mapped - ForeignTopics.withoutHost(RECORDS);
      await(
          "accounts of all records",
          () ->
              assertThat(outputs.accounts())
                  .containsEntry("map.read", mapped + ForeignTopics.BROKEN)
                  .containsEntry("map.mapped", mapped)
                  .containsEntry("map.events", events)
                  .containsEntry("read.read", events)
                  .containsEntry("features.accepted", events));
      assertThat(outputs.accounts()).doesNotContainKey("features.duplicates");
      assertEventsOnce(services, hosts, events);
      assertRejected(outputs, mapped);
      assertActions(outputs);
      assertKeepsTimestampsAndOrder(foreign);
    }
  }

  private static void assertEventsOnce(
      Tail<RegionEvent> services, Tail<RegionEvent> hosts, long events) {
    List<RegionEvent> all = new ArrayList<>(services.records());
    all.addAll(hosts.records());
    assertThat(all).hasSize((int) events);
    assertThat(all)
        .extracting(e -> e.getEntityType() + " " + e.getEventId())
        .doesNotHaveDuplicates();
    assertThat(services.records())
        .filteredOn(event -> event.getEventId().startsWith("probes.avro/"))
        .hasSize(PROBES)
        .allSatisfy(event -> assertThat(event.getMeasures()).containsKeys("up", "latency_ms"));
    assertThat(hosts.records())
        .filteredOn(event -> event.getMeasures().containsKey("wait_s"))
        .as("only the younger schema has the field")
        .hasSize(PROBES / 2);
  }

  private static void assertRejected(Outputs outputs, long mapped) {
    List<RejectedRecord> rejected = outputs.rejected();
    assertThat(rejected).allMatch(record -> record.getStage().equals("map"));
    assertThat(
            rejected.stream()
                .collect(
                    Collectors.toMap(
                        record -> record.getTopic() + "/" + record.getDetail().split("[:;]")[0],
                        RejectedRecord::getReason)))
        .isEqualTo(ForeignTopics.BROKEN_REASONS);
    assertThat(rejected)
        .allSatisfy(record -> assertThat(record.getOffset()).isPositive())
        .filteredOn(record -> record.getTopic().equals(ForeignTopics.PROBES))
        .filteredOn(record -> record.getReason().equals("UNMAPPED"))
        .allSatisfy(record -> assertThat(record.getWriterSchemaId()).isPositive());
    long told =
        outputs.accounts().entrySet().stream()
            .filter(count -> count.getKey().startsWith("map.rejected."))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(outputs.accounts().get("map.read")).isEqualTo(mapped + told);
  }

  private static void assertActions(Outputs outputs) {
    List<String> expected =
        IntStream.range(0, RECORDS)
            .filter(ForeignTopics::isDown)
            .mapToObj(i -> "open_incident " + ForeignTopics.service(i))
            .sorted()
            .toList();
    assertThat(expected).isNotEmpty();
    await(
        "an incident for each check that failed",
        () ->
            assertThat(
                    outputs.actions().stream()
                        .map((Action action) -> action.getName() + " " + action.getEntity())
                        .sorted()
                        .toList())
                .isEqualTo(expected));
  }

  private static void assertKeepsTimestampsAndOrder(ForeignTopics foreign) {
    assertThat(foreign.timestampsThatDiffer()).isEmpty();
    assertThat(foreign.disorder()).as("events of a service behind later ones").isEmpty();
  }

  /** The example of the repository, and a topic of Avro besides. */
  private static Release release() throws Exception {
    Release example = ReleaseFolder.read(RELEASE, List.of(SourceCheck::check)).release();
    List<SourceDefinition> sources = new ArrayList<>(example.sources());
    sources.add(
        ReleaseBody.JSON.readValue(
            """
            {"name": "probes", "topic": "probes.avro", "event_time": "probe.at",
             "measures": {"up": "=probe.status == 'OK' ? 1 : 0", "latency_ms": "probe.latency",
                          "wait_s": "=probe.wait_ms / 1000.0"},
             "attributes": {"tier": "tags.tier"},
             "entities": [{"type": "service", "field": "service", "topic": "service-events"},
                          {"type": "host", "field": "=tags.host", "topic": "host-events"}]}""",
            SourceDefinition.class));
    Release release =
        new Release(
            example.name(),
            "",
            sources,
            example.featureSets(),
            List.of(),
            example.agents(),
            example.policies());
    assertThat(SourceCheck.check(release)).isEmpty();
    return release;
  }

  private static RegionOptions regionOptions(TestingRegion region) {
    return region.optionsOf(
        "host=" + topic(region, "host-events") + ",service=" + topic(region, "service-events"),
        "--checkpoint-interval",
        "200ms",
        // Services of one host lie in several partitions of the source, which nobody reads evenly.
        "--lateness",
        "1h");
  }

  private static String topic(TestingRegion region, String name) {
    return region.topics().mapped(name);
  }

  private static SourceMappingOptions mappingOptions(
      TestingRegion region, TestingStack stack, Release release) throws Exception {
    Path body = stack.folder("mapping").resolve("release.json");
    Files.write(body, ReleaseFolder.canonical(release));
    return SourceMappingOptions.of(
        "--region", TestingRegion.REGION,
        "--prefix", region.topics().prefix(),
        "--bootstrap", stack.bootstrap(),
        "--registry", stack.registry(),
        "--release", body.toString(),
        "--checkpoint-interval", "200ms",
        "--parallelism", "2");
  }

  private static void await(String what, org.awaitility.core.ThrowingRunnable condition) {
    Awaitility.await(what).atMost(Duration.ofSeconds(60)).untilAsserted(condition);
  }
}
