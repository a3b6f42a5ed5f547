package dev.reeve.control.replay;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.audit.TopicAudit;
import dev.reeve.control.law.AcknowledgementWatch;
import dev.reeve.control.law.Acknowledgements;
import dev.reeve.control.law.Publication;
import dev.reeve.control.region.RegionJobs;
import dev.reeve.control.region.RunMonitor;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.SchemaRegistration;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.control.topic.TopicSetup;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.Decision;
import dev.reeve.schema.control.Activation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Replays files through the region jobs: topics and schemas, jobs, release, events; then it waits
 * until all of them are settled and committed, stops the jobs and audits what they left.
 */
final class ReplayRun {

  /** A backlog fills buffers by itself; Flink's own default costs least. */
  private static final String BUFFER_TIMEOUT = "100ms";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofMinutes(2);
  private static final Duration STALLED_AFTER = Duration.ofMinutes(2);

  private final ScratchStack scratch;
  private final Addresses addresses;
  private final Contracts contracts;
  private final ReplaySettings settings;
  private final ReplayProgress progress;

  /**
   * @param prefix put before every topic of this run
   */
  ReplayRun(ScratchStack scratch, String prefix, ReplaySettings settings, ReplayProgress progress) {
    this.scratch = scratch;
    this.addresses =
        new Addresses(scratch.stack().bootstrap(), scratch.stack().registryUrl(), prefix);
    this.contracts = new Contracts(addresses.registry());
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param files files by region
   * @param decisions is shown every decision
   * @throws IllegalStateException if a job ends, refuses the release or stops making progress
   */
  ReplayResult run(
      ReadRelease release,
      ReplayMapping mapping,
      SortedMap<String, List<CsvFile>> files,
      Consumer<Decision> decisions)
      throws IOException {
    List<String> regions = List.copyOf(files.keySet());
    createTopics(regions);
    List<RegionOptions> options = regions.stream().map(region -> options(region, mapping)).toList();
    RegionJobs jobs = RegionJobs.start(scratch.stack().flink(), options);
    publish(release, regions, jobs);
    try (RunMonitor monitor = new RunMonitor(addresses, contracts, regions, Clock.systemUTC())) {
      progress.step("publishing the rows of " + regions.size() + " regions");
      long start = System.nanoTime();
      SortedMap<String, Long> published = publishAndAwait(files, monitor, jobs);
      double seconds = (System.nanoTime() - start) / 1e9;
      progress.step("all settled after %.1f s; stopping the jobs".formatted(seconds));
      jobs.stop(scratch.savepoints());
      while (monitor.poll(POLL) > 0) {
        continue;
      }
      progress.step("reading the topics back and recomputing every decision");
      List<RegionFinding> findings = audit(release, options, published, decisions);
      long events = published.values().stream().mapToLong(Long::longValue).sum();
      return new ReplayResult(
          findings, monitor.decisionLatency(), monitor.committedLatency(), events / seconds);
    }
  }

  private void createTopics(List<String> regions) {
    List<TopicPlan> plans = new ArrayList<>(TopicPlan.ofAllRegions(addresses.prefix()));
    regions.forEach(
        region ->
            plans.addAll(TopicPlan.ofRegion(addresses.prefix(), region, settings.partitions())));
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      setup.create(plans);
    }
    new SchemaRegistration(addresses.registry()).register();
  }

  private RegionOptions options(String region, ReplayMapping mapping) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--region",
                region,
                "--bootstrap",
                addresses.bootstrap(),
                "--registry",
                addresses.registry(),
                "--sources",
                mapping.entityType() + "=" + addresses.topics(region).events(),
                "--lateness",
                mapping.lateness().toMillis() + "ms",
                "--checkpoint-interval",
                settings.checkpointInterval().toMillis() + "ms",
                "--buffer-timeout",
                BUFFER_TIMEOUT,
                "--parallelism",
                Integer.toString(settings.parallelism())));
    if (!addresses.prefix().isEmpty()) {
      arguments.addAll(List.of("--prefix", addresses.prefix()));
    }
    return RegionOptions.of(arguments.toArray(String[]::new));
  }

  private void publish(ReadRelease release, List<String> regions, RegionJobs jobs) {
    progress.step("publishing release " + release.release().name());
    Activation activation =
        new Publication(addresses, contracts, "replay", Clock.systemUTC())
            .publish(release, regions);
    Acknowledgements answers =
        new AcknowledgementWatch(addresses, contracts)
            .await(activation, regions, ACKNOWLEDGED_WITHIN);
    if (!answers.isComplete() || !answers.refused().isEmpty()) {
      throw new IllegalStateException(
          "the release is not in force: silent are %s, refused by %s; %s"
              .formatted(
                  answers.missing(),
                  answers.refused(),
                  jobs.lastFailure().orElse("no job has failed")));
    }
  }

  private SortedMap<String, Long> publishAndAwait(
      Map<String, List<CsvFile>> files, RunMonitor monitor, RegionJobs jobs) {
    EventPublisher publisher = new EventPublisher(addresses, contracts);
    CompletableFuture<SortedMap<String, Long>> publishing =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return publisher.publish(files);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long settled = 0;
    long lastChange = System.nanoTime();
    while (!publishing.isDone() || settled < publisher.published()) {
      monitor.poll(POLL);
      long before = settled;
      settled = files.keySet().stream().mapToLong(r -> monitor.accounts(r).settled()).sum();
      long now = System.nanoTime();
      if (settled != before) {
        lastChange = now;
      } else if (now - lastChange > STALLED_AFTER.toNanos()) {
        throw new IllegalStateException(
            "no progress for %d s: %d of %d events are settled; %s"
                .formatted(
                    STALLED_AFTER.toSeconds(),
                    settled,
                    publisher.published(),
                    jobs.lastFailure().orElse("no job has failed")));
      }
      progress.show(publisher.published(), settled);
    }
    try {
      return publishing.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the rows could not be published", e.getCause());
    }
  }

  private List<RegionFinding> audit(
      ReadRelease release,
      List<RegionOptions> options,
      Map<String, Long> published,
      Consumer<Decision> decisions) {
    TopicAudit audit = new TopicAudit(addresses, contracts, release);
    List<RegionFinding> findings = new ArrayList<>();
    for (RegionOptions region : options) {
      findings.add(audit.audit(region, published.get(region.region()), decisions));
    }
    return findings;
  }
}
