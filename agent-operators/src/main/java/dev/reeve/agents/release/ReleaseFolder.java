package dev.reeve.agents.release;

import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads a release from a folder of YAML, checks it whole and reports every problem at once. */
public final class ReleaseFolder {

  private ReleaseFolder() {}

  /**
   * Reads the folder's {@code release.yaml} and the files that it lists.
   *
   * @param folder folder of the release
   * @param further checks of other modules, such as that of feature sets
   */
  public static ReadRelease read(Path folder, List<Function<Release, List<Problem>>> further) {
    throw new UnsupportedOperationException();
  }
}
