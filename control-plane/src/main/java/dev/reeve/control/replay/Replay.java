package dev.reeve.control.replay;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.command.BadInputException;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.schema.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A replay of CSV files on a stack of its own: everything that a user gives is checked before
 * anything starts.
 */
public final class Replay {

  private final ReplayMapping mapping;
  private final SortedMap<String, List<CsvFile>> files;
  private final ReplaySettings settings;
  private final ReplayProgress progress;

  private Replay(
      ReplayMapping mapping,
      SortedMap<String, List<CsvFile>> files,
      ReplaySettings settings,
      ReplayProgress progress) {
    this.mapping = mapping;
    this.files = files;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Reads the mapping and checks the files.
   *
   * @param only paths below the data folder to take; all when empty
   * @param out for progress
   * @throws BadInputException with everything that is wrong
   */
  public static Replay prepare(
      Path mapping, Path data, Set<String> only, ReplaySettings settings, PrintWriter out) {
    ReplayMapping read = MappingFile.read(mapping);
    ReplayProgress progress = new ReplayProgress(out, System.console() != null);
    return new Replay(read, DataFolder.open(data, read, only), settings, progress);
  }

  /** Reads a release that has to fit the mapping. */
  public ReadRelease release(Path folder) {
    ReadRelease release = ReleaseCheck.sound(folder);
    List<String> types =
        release.release().featureSets().stream().map(set -> set.entityType()).distinct().toList();
    if (!types.contains(mapping.entityType())) {
      List<String> problems = new ArrayList<>();
      problems.add(
          "the mapping's entity_type is '%s', the release's feature sets are over %s"
              .formatted(mapping.entityType(), String.join(", ", types)));
      throw new BadInputException(problems);
    }
    return release;
  }

  /** Starts the servers that the runs share. */
  public ScratchStack start() throws IOException {
    progress.step("starting Kafka, registry and Flink");
    ScratchStack scratch = ScratchStack.start(files.size() * settings.parallelism());
    progress.step("Flink's web UI: " + scratch.stack().webUrl());
    return scratch;
  }

  /**
   * Runs the files through the jobs under a release.
   *
   * @param prefix keeps the topics of several runs on one stack apart
   * @param decisions is shown every decision
   */
  public ReplayResult run(
      ScratchStack scratch, String prefix, ReadRelease release, Consumer<Decision> decisions)
      throws IOException {
    return new ReplayRun(scratch, prefix, settings, progress)
        .run(release, mapping, files, decisions);
  }
}
