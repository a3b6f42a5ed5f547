package dev.reeve.control.law;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.control.command.BadInputException;
import dev.reeve.features.FeatureSetCheck;
import dev.reeve.features.context.ContextCheck;
import dev.reeve.features.source.RegisteredSchemas;
import dev.reeve.features.source.SourceCheck;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks a release whole: each module its own part, reported on together. */
public final class ReleaseCheck {

  private ReleaseCheck() {}

  /**
   * Reads and checks the folder.
   *
   * @throws BadInputException if there is no such folder
   */
  public static ReadRelease read(Path folder) {
    return read(folder, Optional.empty());
  }

  /**
   * Reads and checks the folder, and its source mappings against a registry where one is given.
   *
   * @throws BadInputException if there is no such folder
   * @throws IllegalStateException if the registry does not answer
   */
  public static ReadRelease read(Path folder, Optional<RegisteredSchemas> registered) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          "there is no folder " + folder + "; a release is a folder with a release.yaml");
    }
    List<Function<Release, List<Problem>>> checks = new ArrayList<>();
    checks.add(ReleaseCheck::featureSets);
    checks.add(ReleaseCheck::contexts);
    checks.add(SourceCheck::check);
    registered.ifPresent(schemas -> checks.add(release -> SourceCheck.check(release, schemas)));
    return ReleaseFolder.read(folder, checks);
  }

  /**
   * Reads a folder that has to be sound.
   *
   * @throws BadInputException with every problem, each with file and line
   */
  public static ReadRelease sound(Path folder) {
    return sound(folder, Optional.empty());
  }

  /**
   * Reads a folder that has to be sound, and to fit the registry where one is given.
   *
   * @throws BadInputException with every problem, each with file and line
   * @throws IllegalStateException if the registry does not answer
   */
  public static ReadRelease sound(Path folder, Optional<RegisteredSchemas> registered) {
    ReadRelease read = read(folder, registered);
    BadInputException.throwIfAny(
        read.problems().stream().map(problem -> folder + "/" + problem).toList());
    return read;
  }

  private static List<Problem> contexts(Release release) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < release.contexts().size(); i++) {
      problems.addAll(ContextCheck.check(release.contexts().get(i), "/contexts/" + i));
    }
    return problems;
  }

  private static List<Problem> featureSets(Release release) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < release.featureSets().size(); i++) {
      problems.addAll(FeatureSetCheck.check(release.featureSets().get(i), "/feature_sets/" + i));
    }
    return problems;
  }
}
