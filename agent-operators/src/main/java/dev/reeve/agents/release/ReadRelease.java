package dev.reeve.agents.release;

import dev.reeve.schema.release.Release;
import java.util.List;

/**
 * What was read from a release folder: the release, or the problems that stand in its way.
 *
 * @param release the release with its defaults resolved; null when there are problems
 * @param body its canonical JSON (RFC 8785); null when there are problems
 * @param digest SHA-256 of the body, in hex; empty when there are problems
 * @param problems all problems, ordered by file and line
 */
public record ReadRelease(
    Release release, byte[] body, String digest, List<ReleaseProblem> problems) {

  /** Whether the release may be published. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
