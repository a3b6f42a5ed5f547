package dev.reeve.control.command;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.law.AcknowledgementWatch;
import dev.reeve.control.law.Acknowledgements;
import dev.reeve.control.law.Publication;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.Activation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
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

/** {@code reeve publish RELEASE}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes a sound release and puts it in force: written to the control topic, then",
      "acknowledged by every subtask of the running jobs. Exit code 1 when a subtask refuses",
      "or stays silent."
    },
    footer = {"", "Example: reeve publish deploy/releases/fleet-guard --regions plant,edge"})
public final class PublishCommand implements Callable<Integer> {

  private static final String ALL = "*";

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Parameters(paramLabel = "RELEASE", description = "folder with a release.yaml")
  private Path folder;

  @Option(
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description = "regions that it holds for, parted by commas; default: all")
  private List<String> regions = List.of();

  @Option(
      names = "--wait",
      defaultValue = "30s",
      paramLabel = "DURATION",
      description = "how long to wait for acknowledgements; default ${DEFAULT-VALUE}; 0s: not")
  private String wait;

  @Option(
      names = "--issuer",
      defaultValue = "${sys:user.name}",
      paramLabel = "NAME",
      description = "who publishes; default ${DEFAULT-VALUE}")
  private String issuer;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    Duration patience = Durations.of("--wait", wait);
    RegionNames.checked(regions, "--regions");
    ReadRelease release = ReleaseCheck.sound(folder);
    Addresses addresses = address.resolve();
    Contracts contracts = new Contracts(addresses.registry());
    AcknowledgementWatch watch = new AcknowledgementWatch(addresses, contracts);
    Collection<String> expected = regions.isEmpty() ? watch.regions() : regions;
    Activation activation =
        new Publication(addresses, contracts, issuer, Clock.systemUTC())
            .publish(release, regions.isEmpty() ? List.of(ALL) : regions);
    Acknowledgements answers =
        patience.isZero()
            ? new Acknowledgements(activation, List.of())
            : watch.await(activation, expected, patience);
    print(release, activation, answers, patience);
    return answers.isComplete() && answers.refused().isEmpty() ? 0 : 1;
  }

  private void print(
      ReadRelease release, Activation activation, Acknowledgements answers, Duration patience) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("release", release.digest());
      map.put("generation", activation.generation());
      map.put("regions", activation.regions());
      map.put("running", answers.answers().size() - answers.refused().size());
      map.put("refused", answers.refused().stream().map(PublishCommand::line).toList());
      map.put("silent", answers.missing());
      out.println(Json.text(map));
      return;
    }
    out.printf(
        "%s (%s) is published as generation %d for %s.%n",
        release.release().name(),
        release.digest(),
        activation.generation(),
        activation.regions().equals(List.of(ALL))
            ? "all regions"
            : String.join(", ", activation.regions()));
    answers.answers().forEach(answer -> out.println("  " + line(answer)));
    answers.missing().forEach(silent -> out.println("  " + silent + " is silent"));
    if (answers.answers().isEmpty() && answers.missing().isEmpty() && !patience.isZero()) {
      out.println("  no job has ever acknowledged anything; it holds from the start of a job");
    }
  }

  private static String line(Acknowledgement answer) {
    String who = answer.getRegion() + "/" + answer.getOperator() + "/" + answer.getSubtask();
    return answer.getReason().isEmpty()
        ? who + " is " + answer.getStatus()
        : who + " " + answer.getStatus() + ": " + answer.getReason();
  }
}
