package dev.reeve.jobs.backfill;

import dev.reeve.jobs.files.EventFiles;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what a backfill is given against what is there, before anything starts. */
public final class BackfillInputs {

  private BackfillInputs() {}

  /** Everything that is wrong with release, files, labels and output folder. */
  public static List<String> problems(BackfillOptions options) {
    List<String> problems = new ArrayList<>();
    BackfillRelease release =
        BackfillRelease.read(Path.of(options.release()), options.features(), problems);
    List<String> types =
        release.sets().stream().map(FeatureSetDefinition::entityType).distinct().toList();
    if (problems.isEmpty() && types.isEmpty()) {
      problems.add("--release is '" + options.release() + "': it has no feature sets");
    }
    for (String type : types) {
      if (!options.readsFiles() && !options.topics().containsValue(type)) {
        problems.add(
            "--topics: no topic carries the entity type %s of the feature sets".formatted(type));
      }
    }
    if (options.readsFiles()) {
      files(Path.of(options.files()), problems);
    }
    if (options.hasLabels()) {
      if (types.size() > 1) {
        problems.add(
            "--features: the sets are over %s; the labels name entities of one type"
                .formatted(String.join(", ", types)));
      }
      Path labels = Path.of(options.labels());
      int before = problems.size();
      labels(labels, problems);
      if (problems.size() == before) {
        columns(labels, release, problems);
      }
    }
    return problems;
  }

  private static void columns(Path labels, BackfillRelease release, List<String> problems) {
    Set<String> carried = new TreeSet<>(LabelTable.carried(labels));
    Set<String> taken = new TreeSet<>(List.of("known_at"));
    for (FeatureSetDefinition set : release.sets()) {
      new FeatureRows(set).recordColumns().forEach(column -> taken.add(column.name()));
    }
    carried.retainAll(taken);
    carried.forEach(
        name ->
            problems.add(
                "%s:1: the column '%s' is one of the training set too; give it another name"
                    .formatted(labels, name)));
  }

  /** Checks the folder of events. */
  public static void files(Path folder, List<String> problems) {
    if (!Files.isDirectory(folder)) {
      problems.add("--files: there is no folder " + folder);
      return;
    }
    try {
      List<String> paths = EventFiles.paths(folder);
      if (paths.isEmpty()) {
        problems.add("--files: %s has no file that ends with .jsonl or .avro".formatted(folder));
      }
      paths.forEach(path -> EventFiles.problem(folder, path).ifPresent(problems::add));
    } catch (UncheckedIOException e) {
      problems.add("--files: " + e.getMessage());
    }
  }

  /** Checks the label table. */
  public static void labels(Path file, List<String> problems) {
    if (!Files.isRegularFile(file)) {
      problems.add("--labels: there is no file " + file);
      return;
    }
    problems.addAll(LabelTable.read(file, (entity, time, cells) -> {}));
  }
}
