package dev.reeve.jobs.backfill;

import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/** The feature sets of a backfill, as they travel to its subtasks: in the JSON of a release. */
final class SelectedSets implements Serializable {

  /** Cause of vectors that an event caused; others are not repeatable. */
  static final String EVENT = "event";

  private static final long serialVersionUID = 1L;

  private final byte[] body;
  private transient List<FeatureSetDefinition> definitions;

  SelectedSets(List<FeatureSetDefinition> sets) {
    try {
      body =
          ReleaseBody.JSON.writeValueAsBytes(
              new Release("backfill", "", List.of(), sets, List.of(), List.of(), List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<FeatureSetDefinition> definitions() {
    if (definitions == null) {
      definitions = ReleaseBody.read(body).featureSets();
    }
    return definitions;
  }

  /** Position of the vector's set. */
  int indexOf(FeatureVector vector) {
    List<FeatureSetDefinition> sets = definitions();
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).name().equals(vector.getFeatureSet())
          && sets.get(i).version() == vector.getVersion()) {
        return i;
      }
    }
    throw new IllegalStateException(
        "a vector of " + vector.getFeatureSet() + "@" + vector.getVersion() + " was not asked for");
  }
}
