package dev.reeve.control.law;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.DefinitionEdit;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds where a release redefines a feature set or context version that another one put in force
 * before.
 */
public final class Redefinition {

  private Redefinition() {}

  /**
   * Compares a release with all that were ever activated, in whatever region: a version means the
   * same everywhere.
   *
   * @param release the release
   * @param control all control records
   * @return one sentence for each difference that needs a new version
   */
  public static List<String> of(Release release, List<ControlRecord> control) {
    TreeMap<Long, Release> activated = new TreeMap<>();
    for (ControlRecord record : control) {
      if (record.getType().equals(ReleaseInForce.ACTIVATION)) {
        activation(record, control, activated);
      }
    }
    List<String> problems = new ArrayList<>();
    for (FeatureSetDefinition set : release.featureSets()) {
      activated.entrySet().stream()
          .filter(e -> e.getValue().featureSets().stream().anyMatch(s -> s.id().equals(set.id())))
          .findFirst()
          .ifPresent(
              first ->
                  first.getValue().featureSets().stream()
                      .filter(earlier -> earlier.id().equals(set.id()))
                      .flatMap(earlier -> DefinitionEdit.between(earlier, set).stream())
                      .forEach(edit -> problems.add(edit.sentence(first.getKey()))));
    }
    for (ContextDefinition context : release.contexts()) {
      activated.entrySet().stream()
          .filter(e -> e.getValue().contexts().stream().anyMatch(c -> c.id().equals(context.id())))
          .findFirst()
          .ifPresent(
              first ->
                  first.getValue().contexts().stream()
                      .filter(earlier -> earlier.id().equals(context.id()))
                      .flatMap(earlier -> DefinitionEdit.between(earlier, context).stream())
                      .forEach(edit -> problems.add(edit.sentence(first.getKey()))));
    }
    return problems;
  }

  private static void activation(
      ControlRecord record, List<ControlRecord> control, TreeMap<Long, Release> activated) {
    Activation activation;
    try {
      activation = ReleaseInForce.activation(record);
    } catch (IllegalArgumentException e) {
      // Every region refuses it too.
      return;
    }
    control.stream()
        .filter(r -> r.getType().equals(ReleaseInForce.RELEASE))
        .filter(r -> r.getDigest().equals(activation.release()))
        .findFirst()
        .map(ControlTopic::release)
        .ifPresent(release -> activated.put(activation.generation(), release));
  }
}
