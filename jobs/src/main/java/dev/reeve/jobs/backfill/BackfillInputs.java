package dev.reeve.jobs.backfill;

import dev.reeve.jobs.files.EventFiles;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
      labels(Path.of(options.labels()), problems);
    }
    return problems;
  }

  private static void files(Path folder, List<String> problems) {
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

  private static void labels(Path file, List<String> problems) {
    if (!Files.isRegularFile(file)) {
      problems.add("--labels: there is no file " + file);
      return;
    }
    problems.addAll(LabelTable.read(file, (entity, time, cells) -> {}));
  }
}
