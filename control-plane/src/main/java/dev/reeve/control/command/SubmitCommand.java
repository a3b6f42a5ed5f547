package dev.reeve.control.command;

import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.FeatureSetup;
import dev.reeve.control.topic.SchemaRegistration;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.control.topic.TopicSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code reeve submit REGION}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits the job of a region to Flink: creates its topics, registers the schemas, uploads",
      "the job jar and starts it. Options that are not listed here are handed to the job",
      "(jobs/OPTIONS.md), such as --parallelism 2."
    },
    footer = {
      "",
      "Example: reeve submit plant --parallelism 2 --checkpoint-interval 500ms",
      "         reeve submit plant --job sources --release deploy/releases/service-health"
    })
public final class SubmitCommand implements Callable<Integer> {

  private static final String REGION_JOB = "region";
  private static final String SOURCES_JOB = "sources";

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Parameters(paramLabel = "REGION", description = "region")
  private String region;

  @Option(
      names = "--job",
      defaultValue = REGION_JOB,
      paramLabel = "JOB",
      description = {
        "region: the region's own job; sources: the job that maps other topics into the region's,",
        "which needs --release; default ${DEFAULT-VALUE}"
      })
  private String kind;

  @Option(
      names = "--sources",
      paramLabel = "TYPE=TOPIC",
      description = "source topics, parted by commas; default host=<prefix><region>.events")
  private String sources;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Flink's REST API; default: the stack of `reeve up`")
  private String flink;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "partitions of topics that are created; default ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "the job jar; default: the one that this project built")
  private Path jar;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Unmatched private List<String> jobOptions = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    RegionNames.checked(List.of(region), "REGION");
    Addresses addresses = address.resolve();
    String url = flinkUrl();
    JobSubmission submission = submission(addresses);
    Path file =
        jar != null ? jar : LocalState.home().resolve("jobs/target/reeve-region-agent-job.jar");
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("--jar: there is no file " + file);
    }
    createTopics(addresses, submission);
    FlinkRest rest = new FlinkRest(url);
    String job =
        rest.run(
            rest.upload(file), submission.main(), submission.arguments(), submission.parallelism());
    print(job, url);
    return 0;
  }

  private String flinkUrl() {
    String url = flink != null ? flink : LocalState.read().map(LocalState::flink).orElse("");
    if (url.isEmpty()) {
      throw new BadInputException(
          "--flink is missing and no local stack runs; `reeve up` starts one");
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private JobSubmission submission(Addresses addresses) {
    return switch (kind) {
      case REGION_JOB -> {
        String topics = sources != null ? sources : "host=" + addresses.topics(region).events();
        yield JobSubmission.ofRegion(region, addresses, topics, jobOptions, partitions);
      }
      case SOURCES_JOB -> {
        if (sources != null) {
          throw new BadInputException(
              "--sources is of the region's own job; the sources of --release are mapped");
        }
        yield JobSubmission.ofSources(region, addresses, jobOptions, partitions);
      }
      default ->
          throw new BadInputException(
              "--job: '%s' is none; allowed: %s, %s".formatted(kind, REGION_JOB, SOURCES_JOB));
    };
  }

  private void createTopics(Addresses addresses, JobSubmission submission) {
    List<TopicPlan> plans = TopicsCommand.plans(addresses, List.of(region), partitions);
    for (TopicPlan further : submission.topics()) {
      if (plans.stream().noneMatch(plan -> plan.name().equals(further.name()))) {
        plans.add(further);
      }
    }
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      setup.create(plans);
    }
    new SchemaRegistration(addresses.registry()).register();
    Contracts contracts = new Contracts(addresses.registry());
    new FeatureSetup(addresses)
        .prepare(new ControlTopic(addresses, contracts).featureSets(), List.of(region));
  }

  private void print(String job, String url) {
    PrintWriter out = spec.commandLine().getOut();
    String page = url + "/#/job/running/" + job + "/overview";
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("region", region);
      map.put("job", job);
      map.put("web", page);
      out.println(Json.text(map));
    } else {
      boolean maps = kind.equals(SOURCES_JOB);
      out.println((maps ? "sources of region " : "region ") + region + " is job " + job);
      out.println("  " + page);
      if (!maps) {
        out.println(
            "  it takes no action before a release: ./reeve publish RELEASE --regions " + region);
      }
    }
  }
}
