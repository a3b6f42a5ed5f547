package dev.reeve.jobs.source;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseCheck;
import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.features.source.SourceCheck;
import dev.reeve.jobs.options.InvalidOptions;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the sources of the release that the options name, a folder or the body of a release. */
public final class SourceRelease {

  private SourceRelease() {}

  /**
   * Reads and checks the release.
   *
   * @throws InvalidOptions with every problem of the release, where it has any, or no sources, or
   *     sources that would read what they write
   */
  public static List<SourceDefinition> sources(SourceMappingOptions options) {
    Path path = Path.of(options.release());
    Release release = Files.isDirectory(path) ? folder(path) : body(path);
    List<String> problems = new ArrayList<>();
    if (release.sources().isEmpty()) {
      problems.add(
          "--release is '%s': release %s has no sources, at least one is needed"
              .formatted(path, release.name()));
    }
    for (SourceDefinition source : release.sources()) {
      for (SourceEntity entity : source.entities()) {
        String written = options.topics().mapped(entity.topic());
        if (release.sources().stream().anyMatch(other -> other.topic().equals(written))) {
          problems.add(
              "--release is '%s': source %s writes to %s, which is read as a source too"
                  .formatted(path, source.name(), written));
        }
      }
    }
    throwIfAny(problems);
    return release.sources();
  }

  private static Release folder(Path folder) {
    ReadRelease read = ReleaseFolder.read(folder, List.of(SourceCheck::check));
    throwIfAny(read.problems().stream().map(problem -> folder + "/" + problem).toList());
    return read.release();
  }

  private static Release body(Path file) {
    try {
      Release release = ReleaseBody.read(Files.readAllBytes(file));
      List<Problem> problems = new ArrayList<>(ReleaseCheck.check(release));
      if (problems.isEmpty()) {
        problems.addAll(SourceCheck.check(release));
      }
      throwIfAny(
          problems.stream()
              .map(p -> "%s: %s: '%s': %s".formatted(file, p.path(), p.value(), p.message()))
              .toList());
      return release;
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidOptions(
          List.of(
              "--release is '%s': allowed is a folder with a release.yaml, or a file with the body"
                      .formatted(file)
                  + " of a release, readable where main runs ("
                  + e.getMessage()
                  + ")"));
    }
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidOptions(problems);
    }
  }
}
