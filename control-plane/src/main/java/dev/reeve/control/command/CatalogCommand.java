package dev.reeve.control.command;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.catalog.Catalog;
import dev.reeve.control.catalog.CatalogText;
import dev.reeve.control.law.Publication;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeve catalog}. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what features there are: definitions, units, owners, topics, who reads them, and",
      "where they come from, down to topics and fields; of a release, or of what is in force."
    },
    footer = {
      "",
      "Example: reeve catalog deploy/releases/service-health",
      "         reeve catalog --region plant --json"
    })
public final class CatalogCommand implements Callable<Integer> {

  private static final String ANY_REGION = "<region>";

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Parameters(arity = "0..1", paramLabel = "RELEASE", description = "folder with a release.yaml")
  private Path folder;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "in place of RELEASE: region whose release in force is listed")
  private String region;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    if ((folder == null) == (region == null)) {
      throw new BadInputException("give a RELEASE, or a --region for what is in force there");
    }
    Catalog catalog = folder == null ? inForce() : ofFolder();
    if (json) {
      spec.commandLine().getOut().println(Json.text(ReleaseBody.JSON.valueToTree(catalog)));
    } else {
      new CatalogText(spec.commandLine().getOut()).print(catalog);
    }
    return 0;
  }

  private Catalog ofFolder() {
    ReadRelease read = ReleaseCheck.sound(folder);
    return Catalog.of(read.release(), read.digest(), new Topics(address.prefix(), ANY_REGION));
  }

  private Catalog inForce() {
    RegionNames.checked(List.of(region), "--region");
    Addresses addresses = address.resolve();
    ReleaseInForce inForce =
        ReleaseInForce.of(
                new Publication(
                        addresses, new Contracts(addresses.registry()), "", Clock.systemUTC())
                    .records(),
                region)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--region: no release is in force in " + region + "; publish one first"));
    return Catalog.of(
        ReleaseBody.read(inForce.body()), inForce.release(), addresses.topics(region));
  }
}
