package dev.reeve.control.command;

import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.FeatureSetup;
import dev.reeve.control.topic.SchemaRegistration;
import dev.reeve.control.topic.SourceSetup;
import dev.reeve.control.topic.TopicPlan;
import dev.reeve.control.topic.TopicSetup;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve topics}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = {
      "Creates the topics of regions and registers the schemas, those of the feature sets of",
      "published releases included; what is there stays.",
      "With --check it only tells differences: exit code 1 when there are any."
    },
    footer = {"", "Example: reeve topics --regions plant,cloud,edge"})
public final class TopicsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Option(
      names = "--regions",
      required = true,
      split = ",",
      paramLabel = "REGION",
      description = "regions, parted by commas")
  private List<String> regions;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "partitions of all that is keyed by entity; default ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--source",
      paramLabel = "TOPIC",
      description = "a further topic of events, by its full name; may be repeated")
  private List<String> sources = List.of();

  @Option(names = "--check", description = "change nothing, tell differences")
  private boolean check;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (partitions < 1 || partitions > 1_000) {
      throw new BadInputException("--partitions: " + partitions + " is not 1 to 1000");
    }
    Addresses addresses = address.resolve();
    List<TopicPlan> plans = plans(addresses, RegionNames.checked(regions, "--regions"), partitions);
    sources.forEach(source -> plans.add(TopicPlan.source(source, partitions)));
    try (TopicSetup setup = new TopicSetup(addresses.bootstrap())) {
      SchemaRegistration schemas = new SchemaRegistration(addresses.registry());
      if (!check) {
        setup.create(plans);
        schemas.register();
      }
      List<String> differences = new ArrayList<>(setup.differences(plans));
      differences.addAll(schemas.differences());
      if (differences.isEmpty()) {
        differences.addAll(featureSets(addresses));
      }
      print(plans, differences);
      return differences.isEmpty() ? 0 : 1;
    }
  }

  /** A new region needs the topics of feature sets and sources of releases that are there. */
  private List<String> featureSets(Addresses addresses) {
    Contracts contracts = new Contracts(addresses.registry());
    ControlTopic control = new ControlTopic(addresses, contracts);
    List<FeatureSetDefinition> sets = control.featureSets();
    FeatureSetup setup = new FeatureSetup(addresses);
    SourceSetup sourceSetup = new SourceSetup(addresses);
    if (!check) {
      setup.prepare(sets, regions);
      sourceSetup.prepare(control.sources(), regions);
    }
    List<String> differences = new ArrayList<>(setup.differences(sets, regions));
    differences.addAll(sourceSetup.differences(control.sources(), regions));
    return differences;
  }

  /** Plans of all topics of the regions. */
  static List<TopicPlan> plans(Addresses addresses, List<String> regions, int partitions) {
    List<TopicPlan> plans = new ArrayList<>(TopicPlan.ofAllRegions(addresses.prefix()));
    for (String region : regions) {
      plans.addAll(TopicPlan.ofRegion(addresses.prefix(), region, partitions));
    }
    return plans;
  }

  private void print(List<TopicPlan> plans, List<String> differences) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Map.of(
                  "topics",
                  plans.stream().map(TopicPlan::name).toList(),
                  "differences",
                  differences)));
      return;
    }
    differences.forEach(spec.commandLine().getErr()::println);
    if (differences.isEmpty()) {
      out.println(plans.size() + " topics and all schemas are as planned.");
    }
  }
}
