package dev.reeve.control.command;

import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.FeatureSetup;
import dev.reeve.control.topic.SchemaRegistration;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.control.topic.TopicSetup;
import dev.reeve.jobs.options.InvalidOptions;
import dev.reeve.jobs.options.RegionOptions;
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
    footer = {"", "Example: reeve submit plant --parallelism 2 --checkpoint-interval 500ms"})
public final class SubmitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Parameters(paramLabel = "REGION", description = "region")
  private String region;

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
    RegionOptions options = options(addresses);
    Path file =
        jar != null ? jar : LocalState.home().resolve("jobs/target/reeve-region-agent-job.jar");
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("--jar: there is no file " + file);
    }
    createTopics(addresses, options);
    FlinkRest rest = new FlinkRest(url);
    String job = rest.run(rest.upload(file), options.arguments(), options.parallelism());
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

  private RegionOptions options(Addresses addresses) {
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
                sources != null ? sources : "host=" + addresses.topics(region).events()));
    if (!addresses.prefix().isEmpty()) {
      arguments.addAll(List.of("--prefix", addresses.prefix()));
    }
    arguments.addAll(jobOptions);
    try {
      return RegionOptions.of(arguments.toArray(String[]::new));
    } catch (InvalidOptions e) {
      throw new BadInputException(e.problems());
    }
  }

  private void createTopics(Addresses addresses, RegionOptions options) {
    List<TopicPlan> plans = TopicsCommand.plans(addresses, List.of(region), partitions);
    for (String source : options.sources().keySet()) {
      if (plans.stream().noneMatch(plan -> plan.name().equals(source))) {
        plans.add(TopicPlan.source(source, partitions));
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
      out.println("region " + region + " is job " + job);
      out.println("  " + page);
      out.println(
          "  it takes no action before a release: ./reeve publish RELEASE --regions " + region);
    }
  }
}
