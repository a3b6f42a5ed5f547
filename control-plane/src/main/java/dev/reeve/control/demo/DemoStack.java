package dev.reeve.control.demo;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.demo.fleet.Fleet;
import dev.reeve.control.law.AcknowledgementWatch;
import dev.reeve.control.law.Acknowledgements;
import dev.reeve.control.law.Publication;
import dev.reeve.control.region.RegionJobs;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.SchemaRegistration;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.control.topic.TopicSetup;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.local.LocalBroker;
import dev.reeve.local.LocalFlink;
import dev.reeve.local.LocalRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/**
 * What the demo runs on: a broker, a registry, Flink with one TaskManager for each region, topics,
 * schemas, one job for each region, and the release in force.
 */
final class DemoStack implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofMinutes(2);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Consumer<String> progress;
  private final Path directory;
  private RegionJobs jobs;
  private Addresses addresses;
  private Contracts contracts;
  private LocalFlink flink;

  private DemoStack(Path directory, Consumer<String> progress) {
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Starts everything, one after the other.
   *
   * @param release the release that is put in force before any event
   * @param progress is told each step when it is done
   * @throws IOException if a part does not start; what had started is ended
   */
  static DemoStack start(DemoOptions options, ReadRelease release, Consumer<String> progress)
      throws IOException {
    DemoStack stack = new DemoStack(options.directory(), progress);
    try {
      stack.servers(options);
      stack.topics();
      stack.startJobs();
      stack.law(release);
      return stack;
    } catch (IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Names of the regions, in the order of the dashboard. */
  static List<String> regionNames() {
    return List.copyOf(Fleet.hosts().keySet());
  }

  Addresses addresses() {
    return addresses;
  }

  Contracts contracts() {
    return contracts;
  }

  LocalFlink flink() {
    return flink;
  }

  /** What each region's job runs with. */
  List<RegionOptions> regions() {
    return regionNames().stream().map(this::options).toList();
  }

  /** Flink's ids of the regions' jobs, by region. */
  Map<String, String> jobIds() {
    Map<String, String> ids = new LinkedHashMap<>();
    jobs.clients().forEach((region, job) -> ids.put(region, job.getJobID().toHexString()));
    return ids;
  }

  /** Stops the jobs, so that everything that they wrote is committed. */
  void stopJobs() {
    jobs.stop(directory.resolve("savepoints").toUri().toString());
  }

  private void servers(DemoOptions options) throws IOException {
    LocalBroker broker = LocalBroker.start(directory.resolve("broker"), 0);
    running.push(broker);
    progress.accept("Kafka broker at " + broker.bootstrap());
    LocalRegistry registry =
        LocalRegistry.start(directory.resolve("registry"), 0, directory.resolve("logs"));
    running.push(registry);
    progress.accept("Schema Registry at " + registry.url());
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.PORT, options.webPort());
    flink = LocalFlink.start(directory.resolve("flink"), regionNames().size(), 1, configuration);
    running.push(flink);
    progress.accept("Flink with its web UI at " + flink.webUrl());
    addresses = new Addresses(broker.bootstrap(), registry.url(), "");
    contracts = new Contracts(registry.url());
  }

  private void topics() {
    List<TopicPlan> plans = new ArrayList<>(TopicPlan.ofAllRegions(addresses.prefix()));
    regionNames().forEach(r -> plans.addAll(TopicPlan.ofRegion(addresses.prefix(), r, PARTITIONS)));
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      setup.create(plans);
    }
    new SchemaRegistration(addresses.registry()).register();
    progress.accept(plans.size() + " topics and their schemas");
  }

  private void startJobs() throws IOException {
    jobs = RegionJobs.start(flink, regions());
    progress.accept("a job for each region: " + String.join(", ", regionNames()));
  }

  private RegionOptions options(String region) {
    return RegionOptions.of(
        "--region",
        region,
        "--bootstrap",
        addresses.bootstrap(),
        "--registry",
        addresses.registry(),
        "--sources",
        "host=" + addresses.topics(region).events(),
        "--lateness",
        DemoOptions.LATENESS + "ms",
        "--duplicate-horizon",
        "30s",
        "--checkpoint-interval",
        "1s",
        // A job that was ended is back within seconds, and reads the answers of that time at once.
        "--restore-grace",
        "5s");
  }

  private void law(ReadRelease release) {
    Publication publication =
        new Publication(addresses, contracts, "reeve demo", Clock.systemUTC());
    var activation = publication.publish(release, List.of("*"));
    Acknowledgements acknowledgements =
        new AcknowledgementWatch(addresses, contracts)
            .await(activation, regionNames(), ACKNOWLEDGED_WITHIN);
    if (!acknowledgements.isComplete() || !acknowledgements.refused().isEmpty()) {
      throw new IllegalStateException(
          "the release is not in force everywhere: silent "
              + acknowledgements.missing()
              + ", refused "
              + acknowledgements.refused());
    }
    progress.accept(
        "release %s %s in force, acknowledged by %d subtasks"
            .formatted(
                release.release().name(),
                release.digest().substring(0, 8),
                acknowledgements.answers().size()));
  }

  /** Ends everything, last started first; one failure does not keep the rest alive. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        progress.accept(part.getClass().getSimpleName() + " did not end cleanly: " + e);
      }
    }
  }
}
