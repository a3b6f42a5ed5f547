package dev.reeve.control.command;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.law.AcknowledgementWatch;
import dev.reeve.control.law.Acknowledgements;
import dev.reeve.control.law.Publication;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.LatestSchemas;
import dev.reeve.schema.control.Activation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
      "Publishes a sound release and puts it in force: topics and schemas of its feature sets",
      "are made, it is written to the control topic, then acknowledged by every subtask of the",
      "running jobs. Exit code 1 when a subtask refuses or stays silent, 2 when it redefines a",
      "feature set version that was in force before."
    },
    footer = {"", "Example: reeve publish deploy/releases/fleet-guard --regions plant,edge"})
public final class PublishCommand implements Callable<Integer> {

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
    Addresses addresses = address.resolve();
    ReadRelease release =
        ReleaseCheck.sound(folder, Optional.of(new LatestSchemas(addresses.registry())));
    Contracts contracts = new Contracts(addresses.registry());
    AcknowledgementWatch watch = new AcknowledgementWatch(addresses, contracts);
    Collection<String> expected = regions.isEmpty() ? watch.regions() : regions;
    Activation activation =
        new Publication(addresses, contracts, issuer, Clock.systemUTC())
            .publish(release, regions.isEmpty() ? ActivationReport.ALL : regions);
    Acknowledgements answers =
        patience.isZero()
            ? new Acknowledgements(activation, List.of())
            : watch.await(activation, expected, patience);
    ActivationReport report = new ActivationReport(activation, answers, !patience.isZero());
    print(release, report);
    return report.isRunning() ? 0 : 1;
  }

  private void print(ReadRelease release, ActivationReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(report.asMap()));
      return;
    }
    out.printf(
        "%s (%s) is published as generation %d for %s.%n",
        release.release().name(),
        release.digest(),
        report.activation().generation(),
        report.regions());
    report.printAnswers(out);
  }
}
