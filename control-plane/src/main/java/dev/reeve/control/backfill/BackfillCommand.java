package dev.reeve.control.backfill;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.command.LocalState;
import dev.reeve.jobs.backfill.BackfillInputs;
import dev.reeve.jobs.backfill.BackfillRelease;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.jobs.options.InvalidOptions;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code reeve backfill}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the features of a bounded range of topics, or of files, with the code of the"
          + " region",
      "job: a vector for each event, or what was known at the times of a label table. Writes a",
      "training set for each feature set, as CSV and as Parquet, sorted by entity and time.",
      "Options that are not listed here are handed to the job (jobs/OPTIONS.md), such as",
      "--known-time event. Exit code 1 when a record is not accounted for."
    },
    footer = {
      "",
      "Example: reeve backfill --release deploy/releases/fleet-guard --region plant \\",
      "           --topics plant.events --labels incidents.csv --out training"
    })
public final class BackfillCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--release",
      required = true,
      paramLabel = "RELEASE",
      description = "folder with a release.yaml, or the JSON body of a release")
  private Path release;

  @Option(names = "--region", required = true, paramLabel = "REGION", description = "region")
  private String region;

  @Option(
      names = "--topics",
      paramLabel = "[TYPE=]TOPIC",
      description = "topics to read, parted by commas; the type may be left out if there is one")
  private String topics;

  @Option(
      names = "--files",
      paramLabel = "FOLDER",
      description = "events to read instead: .jsonl, one a line, and .avro, object containers")
  private Path files;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "CSV with the columns entity and time, and further ones to carry through")
  private Path labels;

  @Option(names = "--every-event", description = "a vector for each event instead of labels")
  private boolean everyEvent;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "where the training sets go; new or empty")
  private Path out;

  @Option(names = "--from", paramLabel = "START", description = "time or offsets; default earliest")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "default: what is there now")
  private String to;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka's bootstrap servers; default: the stack of `reeve up`")
  private String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema Registry; default: the stack of `reeve up`")
  private String registry;

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description = "Flink's REST API; without it the job runs in this process")
  private String cluster;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "the job jar for --cluster; default: the one that this project built")
  private Path jar;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Unmatched private List<String> jobOptions = new ArrayList<>();

  @Override
  public Integer call() throws IOException, SQLException {
    List<String> problems = new ArrayList<>();
    checkPlaces(problems);
    BackfillOptions options = options(problems);
    BadInputException.throwIfAny(problems);
    List<FeatureSetDefinition> sets =
        BackfillRelease.read(release, options.features(), problems).sets();
    BackfillReport report;
    try (ScratchFolder scratch = ScratchFolder.in(out)) {
      BackfillRun run = new BackfillRun(options, spec.commandLine().getErr());
      if (cluster == null) {
        run.here(scratch.path());
      } else {
        run.on(cluster.replaceFirst("/$", ""), jar());
      }
      report = BackfillReport.assemble(options, sets, scratch.path(), out);
    }
    report.write(out.resolve("backfill.json"));
    report.print(spec.commandLine().getOut(), json, out);
    return report.accounts().addUp() ? 0 : 1;
  }

  private void checkPlaces(List<String> problems) {
    if (everyEvent == (labels != null)) {
      problems.add(
          everyEvent
              ? "--labels and --every-event are both given: allowed is one of them"
              : "--labels and --every-event are missing: give one of them");
    }
    if (cluster != null && !Files.isRegularFile(jar())) {
      problems.add("--jar: there is no file " + jar());
    }
    if (Files.exists(out) && !isEmptyFolder(out)) {
      problems.add("--out: %s is there and is no empty folder".formatted(out));
    }
  }

  /** The options of the job, and everything that is wrong with them and what they name. */
  private BackfillOptions options(List<String> problems) {
    try {
      BackfillOptions options = BackfillOptions.of(arguments().toArray(String[]::new));
      problems.addAll(BackfillInputs.problems(options));
      return options;
    } catch (InvalidOptions e) {
      problems.addAll(e.problems());
      BackfillRelease.read(release, List.of(), problems);
      if (files != null) {
        BackfillInputs.files(files, problems);
      }
      if (labels != null) {
        BackfillInputs.labels(labels, problems);
      }
      return null;
    }
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--release", absolute(release));
    add(arguments, "--region", region);
    add(arguments, "--topics", topics == null ? null : typed(topics));
    add(arguments, "--files", absolute(files));
    add(arguments, "--labels", absolute(labels));
    add(arguments, "--out", absolute(out.resolve(ScratchFolder.PARTS)));
    add(arguments, "--from", from);
    add(arguments, "--to", to);
    if (topics != null) {
      add(arguments, "--bootstrap", address(bootstrap, LocalState::bootstrap));
      add(arguments, "--registry", address(registry, LocalState::registry));
    }
    arguments.addAll(jobOptions);
    return arguments;
  }

  /** Where all feature sets are over one entity type, every topic carries that. */
  private String typed(String given) {
    List<String> types =
        BackfillRelease.read(release, List.of(), new ArrayList<>()).sets().stream()
            .map(FeatureSetDefinition::entityType)
            .distinct()
            .toList();
    return Arrays.stream(given.split(",", -1))
        .map(topic -> topic.contains("=") || types.size() != 1 ? topic : types.get(0) + "=" + topic)
        .collect(Collectors.joining(","));
  }

  private Path jar() {
    return jar != null ? jar : LocalState.home().resolve("jobs/target/reeve-region-agent-job.jar");
  }

  private static String address(
      String given, java.util.function.Function<LocalState, String> ofStack) {
    return given != null ? given : LocalState.read().map(ofStack).orElse(null);
  }

  private static String absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().normalize().toString();
  }

  private static void add(List<String> arguments, String key, String value) {
    if (value != null) {
      arguments.add(key);
      arguments.add(value);
    }
  }

  private static boolean isEmptyFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
