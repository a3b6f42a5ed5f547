package dev.reeve.control.command;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseProblem;
import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.law.Redefinition;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.LatestSchemas;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.StateBound;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import java.io.PrintWriter;
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

/** {@code reeve validate RELEASE}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a release: every problem at once, with file and line.",
      "Exit code 0 when it is sound, 2 when it is not."
    },
    footer = {"", "Example: reeve validate deploy/releases/fleet-guard"})
public final class ValidateCommand implements Callable<Integer> {

  /** State of an entity that is worth a warning: a thousand such entities take a gigabyte. */
  private static final long HUGE_BYTES = 1 << 20;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RELEASE", description = "folder with a release.yaml")
  private Path folder;

  @Mixin private AddressOptions address;

  @Option(
      names = "--against",
      description = {
        "check as well that it redefines no feature set version of a release that was ever in",
        "force, as the control topic tells"
      })
  private boolean against;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    ReadRelease read = ReleaseCheck.read(folder, address.givenRegistry().map(LatestSchemas::new));
    if (against && read.isSound()) {
      Addresses addresses = address.resolve();
      ControlTopic control = new ControlTopic(addresses, new Contracts(addresses.registry()));
      BadInputException.throwIfAny(Redefinition.of(read.release(), control.records()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(asMap(read)));
    } else if (read.isSound()) {
      summary(read.release(), read.digest(), out);
    } else {
      PrintWriter err = spec.commandLine().getErr();
      read.problems().forEach(problem -> err.println(folder + "/" + problem));
      err.println(
          read.problems().size() + (read.problems().size() == 1 ? " problem" : " problems"));
    }
    return read.isSound() ? 0 : 2;
  }

  private static void summary(Release release, String digest, PrintWriter out) {
    out.println(release.name() + " is sound.");
    out.println("  digest        " + digest);
    for (SourceDefinition source : release.sources()) {
      out.printf(
          "  source        %s: %s to events of %s%n",
          source.name(),
          source.topic(),
          String.join(", ", source.entities().stream().map(SourceEntity::type).toList()));
    }
    for (FeatureSetDefinition set : release.featureSets()) {
      out.printf(
          "  feature set   %s over %s: %d features%n",
          set.id(), set.entityType(), set.features().size());
      StateBound bound = StateBound.of(FeatureSetPlan.of(set));
      out.printf(
          "    state       of an entity at most %,d bytes in its head, %,d in %,d cells aside%n",
          bound.headBytes(), bound.cellBytes(), bound.cells());
      if (isHuge(bound)) {
        out.printf(
            "    warning     that is more than %,d bytes of an entity; fewer or wider panes,"
                + " or shorter windows, take less%n",
            HUGE_BYTES);
      }
    }
    for (AgentDefinition agent : release.agents()) {
      List<String> actions = agent.proposals().stream().map(p -> p.action()).distinct().toList();
      out.printf(
          "  agent         %s@%d over %s: %s%n",
          agent.name(),
          agent.version(),
          agent.features(),
          actions.isEmpty() ? "no actions" : String.join(", ", actions));
    }
    for (PolicyDefinition policy : release.policies()) {
      out.printf(
          "  policy        %s@%d: %d rules%n",
          policy.name(), policy.version(), policy.rules().size());
    }
  }

  private static boolean isHuge(StateBound bound) {
    return bound.headBytes() + bound.cellBytes() > HUGE_BYTES;
  }

  private static Map<String, Object> asMap(ReadRelease read) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sound", read.isSound());
    map.put("name", read.release() == null ? "" : read.release().name());
    map.put("digest", read.digest());
    map.put("feature_sets", read.isSound() ? featureSets(read.release()) : List.of());
    map.put("problems", read.problems().stream().map(ValidateCommand::asMap).toList());
    return map;
  }

  private static List<Map<String, Object>> featureSets(Release release) {
    List<Map<String, Object>> sets = new ArrayList<>();
    for (FeatureSetDefinition set : release.featureSets()) {
      StateBound bound = StateBound.of(FeatureSetPlan.of(set));
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", set.id());
      map.put("entity_type", set.entityType());
      map.put("features", set.features().size());
      map.put("head_bytes_at_most", bound.headBytes());
      map.put("cell_bytes_at_most", bound.cellBytes());
      map.put("cells_at_most", bound.cells());
      map.put("huge", isHuge(bound));
      sets.add(map);
    }
    return sets;
  }

  private static Map<String, Object> asMap(ReleaseProblem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", problem.file());
    map.put("line", problem.line());
    map.put("column", problem.column());
    map.put("value", problem.value());
    map.put("message", problem.message());
    return map;
  }
}
