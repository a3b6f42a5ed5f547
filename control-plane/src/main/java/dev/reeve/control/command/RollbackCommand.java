package dev.reeve.control.command;

import dev.reeve.control.law.AcknowledgementWatch;
import dev.reeve.control.law.Acknowledgements;
import dev.reeve.control.law.Publication;
import dev.reeve.control.law.Rollback;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.topic.FeatureSetup;
import dev.reeve.schema.control.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the release in force again that was in force before, as a new, higher generation.",
      "Each region goes back to its own, past releases that it refused; a second roll back goes",
      "further back. Feature sets that are still kept warm go on as if they had never been left",
      "out. Exit code 1 when a subtask refuses or stays silent, 2 when there is no way back."
    },
    footer = {"", "Example: reeve rollback --regions plant"})
public final class RollbackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Option(
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description = "regions that go back, parted by commas; default: all that have topics")
  private List<String> regions = List.of();

  @Option(
      names = "--to",
      paramLabel = "DIGEST",
      description = "a release that the regions ran, by the first 8 or more digits of its SHA-256")
  private String to;

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
      description = "who rolls back; default ${DEFAULT-VALUE}")
  private String issuer;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    Duration patience = Durations.of("--wait", wait);
    RegionNames.checked(regions, "--regions");
    if (to != null && !to.matches("[0-9a-f]{" + Rollback.SHORTEST_DIGEST + ",64}")) {
      throw new BadInputException("--to: '" + to + "' is not 8 to 64 digits of a SHA-256 in hex");
    }
    Addresses addresses = address.resolve();
    Contracts contracts = new Contracts(addresses.registry());
    Publication publication = new Publication(addresses, contracts, issuer, Clock.systemUTC());
    Collection<String> all = new FeatureSetup(addresses).regions();
    AcknowledgementWatch watch = new AcknowledgementWatch(addresses, contracts);
    Rollback rollback =
        Rollback.of(
            publication.records(),
            watch.all(),
            regions.isEmpty() ? all : regions,
            Optional.ofNullable(to));
    BadInputException.throwIfAny(rollback.problems());
    List<ActivationReport> reports = new ArrayList<>();
    Collection<String> running = watch.regions();
    List<Activation> activations = new ArrayList<>();
    rollback
        .activations(regions.isEmpty())
        .forEach((release, where) -> activations.add(publication.activate(release, where)));
    for (Activation activation : activations) {
      List<String> expected = running.stream().filter(activation::covers).toList();
      Acknowledgements answers =
          patience.isZero()
              ? new Acknowledgements(activation, List.of())
              : watch.await(activation, expected, patience);
      reports.add(new ActivationReport(activation, answers, !patience.isZero()));
    }
    print(rollback, reports);
    return reports.stream().allMatch(ActivationReport::isRunning) ? 0 : 1;
  }

  private void print(Rollback rollback, List<ActivationReport> reports) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Map.of(
                  "steps",
                  rollback.steps(),
                  "activations",
                  reports.stream().map(ActivationReport::asMap).toList())));
      return;
    }
    rollback
        .steps()
        .forEach(
            (region, step) ->
                out.printf("%s goes back from %s to %s.%n", region, step.from(), step.to()));
    if (reports.size() > 1) {
      out.printf("These are %d different releases.%n", reports.size());
    }
    for (ActivationReport report : reports) {
      out.printf(
          "%s is in force as generation %d for %s.%n",
          report.activation().release(), report.activation().generation(), report.regions());
      report.printAnswers(out);
    }
  }
}
