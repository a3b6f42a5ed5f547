package dev.reeve.control.command;

import dev.reeve.control.rejected.RejectedEntry;
import dev.reeve.control.rejected.RejectedFilter;
import dev.reeve.control.rejected.RejectedId;
import dev.reeve.control.rejected.RejectedText;
import dev.reeve.control.rejected.RejectedTopic;
import dev.reeve.control.rejected.Replay;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeve rejected list | show | replay}. */
@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | show | replay)",
    description = "Shows inputs that could not be used, and puts repaired ones back.",
    footer = {
      "",
      "Example: reeve rejected list --regions plant --reason NOT_A_NUMBER --since 2h",
      "         reeve rejected show plant.rejected-0-12",
      "         reeve rejected replay plant.rejected-0-12 --set measures.cpu=1.5"
    })
public final class RejectedCommand implements Runnable {

  private static final int MOST_LISTED = 100_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists rejected records, the newest --limit of them, oldest first.",
      footer = {"", "Example: reeve rejected list --regions plant,edge --reason LATE --since 1d"})
  int list(
      @Mixin AddressOptions address,
      @Option(
              names = {"--regions", "--region"},
              required = true,
              split = ",",
              paramLabel = "REGION",
              description = "regions, parted by commas")
          List<String> regions,
      @Option(
              names = "--reason",
              split = ",",
              paramLabel = "CODE",
              description = "only these, such as LATE or EXPECTATION, parted by commas")
          List<String> reasons,
      @Option(
              names = "--entity",
              defaultValue = "",
              paramLabel = "ENTITY",
              description = "only of this entity, web-1 or host/web-1")
          String entity,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description =
                  "only inputs that Kafka got then or later: 2h for two hours ago, or"
                      + " 2026-03-01T00:00:00Z")
          String since,
      @Option(names = "--until", paramLabel = "TIME", description = "only inputs before then")
          String until,
      @Option(
              names = "--limit",
              defaultValue = "50",
              paramLabel = "N",
              description = "most records; default ${DEFAULT-VALUE}")
          int limit,
      @Option(names = "--json", description = "print JSON") boolean json) {
    long[] times = new long[2];
    BadInputException.throwIfAny(
        () -> RegionNames.checked(regions, "--regions"),
        () -> times[0] = time("--since", since, Long.MIN_VALUE),
        () -> times[1] = time("--until", until, Long.MAX_VALUE),
        () -> {
          if (limit < 1 || limit > MOST_LISTED) {
            throw new BadInputException("--limit: " + limit + " is not 1 to " + MOST_LISTED);
          }
        });
    Addresses addresses = address.resolve();
    List<RejectedEntry> entries =
        new RejectedTopic(addresses.bootstrap(), new Contracts(addresses.registry()))
            .list(
                regions.stream().map(region -> addresses.topics(region).rejected()).toList(),
                new RejectedFilter(
                    reasons == null ? new LinkedHashSet<>() : new LinkedHashSet<>(reasons),
                    entity,
                    times[0],
                    times[1],
                    limit));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(entries.stream().map(RejectedText::row).toList()));
    } else if (entries.isEmpty()) {
      out.println("no such rejected record in " + String.join(", ", regions));
    } else {
      RejectedText.table(entries).forEach(out::println);
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a rejected record: all of it, and its value as far as it can be read.",
      footer = {"", "Example: reeve rejected show plant.rejected-0-12"})
  int show(
      @Mixin AddressOptions address,
      @Parameters(paramLabel = "ID", description = "id, as `reeve rejected list` shows it")
          String id,
      @Option(names = "--json", description = "print JSON") boolean json) {
    RejectedId wanted = RejectedId.of(id);
    Addresses addresses = address.resolve();
    Contracts contracts = new Contracts(addresses.registry());
    RejectedEntry entry = new RejectedTopic(addresses.bootstrap(), contracts).find(wanted);
    Map<String, Object> all = RejectedText.all(entry, contracts.writers());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(all));
    } else {
      all.forEach((name, value) -> out.printf("%-17s %s%n", name, value));
    }
    return 0;
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Puts a rejected record back into the topic that it came from, under the same key:",
        "as it is, with fields changed, or with another value. A record of a topic that a source",
        "mapping reads goes back as that topic has its records, if the mapping takes it."
      },
      footer = {
        "",
        "Example: reeve rejected replay plant.rejected-0-12 --set measures.cpu=1.5",
        "         reeve rejected replay plant.rejected-0-12 --value event.json --dry-run"
      })
  int replay(
      @Mixin AddressOptions address,
      @Parameters(paramLabel = "ID", description = "id, as `reeve rejected list` shows it")
          String id,
      @Option(
              names = "--set",
              paramLabel = "FIELD=VALUE",
              description =
                  "change a field, such as measures.cpu=1.5; a measure or attribute without a value"
                      + " is removed; may be repeated")
          List<String> sets,
      @Option(
              names = "--value",
              paramLabel = "FILE",
              description =
                  "the whole event, or the record of the topic, as JSON, in place of what cannot be"
                      + " read")
          Path value,
      @Option(names = "--again", description = "even if it was put back before") boolean again,
      @Option(names = "--dry-run", description = "write nothing, show what would be written")
          boolean dryRun,
      @Option(names = "--json", description = "print JSON") boolean json)
      throws IOException {
    RejectedId wanted = RejectedId.of(id);
    Map<String, String> changes = changes(sets, value);
    byte[] whole = value == null ? null : read(value);
    Addresses addresses = address.resolve();
    Replay replay = new Replay(addresses, new Contracts(addresses.registry()));
    Map<String, Object> done = replay.run(wanted, changes, whole, again, dryRun);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(done));
    } else if (dryRun) {
      out.printf("%s would be put back into %s:%n%s%n", id, done.get("topic"), done.get("value"));
    } else {
      out.printf("%s is put back as %s.%n", id, done.get("written"));
    }
    return 0;
  }

  private static Map<String, String> changes(List<String> sets, Path value) {
    Map<String, String> changes = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String set : sets == null ? List.<String>of() : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        problems.add("--set: '" + set + "' is not FIELD=VALUE, such as measures.cpu=1.5");
      } else if (changes.put(set.substring(0, equals), set.substring(equals + 1)) != null) {
        problems.add("--set: " + set.substring(0, equals) + " is given twice");
      }
    }
    if (value != null && sets != null) {
      problems.add("--value and --set: allowed is one of them");
    }
    BadInputException.throwIfAny(problems);
    return changes;
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) > 1 << 20) {
      throw new BadInputException("--value: " + file + " is no readable file of up to 1 MiB");
    }
    return Files.readAllBytes(file);
  }

  private static long time(String option, String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Character.isDigit(text.charAt(0)) && text.indexOf('-') < 0
          ? Clock.systemUTC().millis() - Durations.of(option, text).toMillis()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new BadInputException(
          option
              + ": '"
              + text
              + "' is neither a span such as 2h nor a time such as 2026-03-01T00:00:00Z");
    }
  }
}
