package dev.reeve.features;

import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that is wrong with a feature set, at once. */
public final class FeatureSetCheck {

  private FeatureSetCheck() {}

  /**
   * Checks one feature set by itself.
   *
   * @param pointer JSON pointer of the definition in the release, such as {@code /feature_sets/0}
   * @return problems in the order of the definition; empty when there are none
   */
  public static List<Problem> check(FeatureSetDefinition set, String pointer) {
    return new ArrayList<>();
  }
}
