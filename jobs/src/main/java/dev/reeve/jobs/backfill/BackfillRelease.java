package dev.reeve.jobs.backfill;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.features.FeatureSetCheck;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The law of a backfill: of a release the feature sets that are asked for, in force from before the
 * first event.
 *
 * @param sets feature sets to compute, in the order of the release
 */
public record BackfillRelease(List<FeatureSetDefinition> sets) {

  private static final long GENERATION = 1;

  /**
   * Reads a release.
   *
   * @param given folder with a release.yaml, or file with the JSON body of a release
   * @param features sets to take, as {@code name@version}; all when empty
   * @param problems takes what is wrong
   * @return empty after a problem
   */
  public static BackfillRelease read(Path given, List<String> features, List<String> problems) {
    List<FeatureSetDefinition> all =
        Files.isDirectory(given) ? ofFolder(given, problems) : ofFile(given, problems);
    List<String> ids = all.stream().map(FeatureSetDefinition::id).toList();
    for (String id : features) {
      if (!ids.contains(id) && !ids.isEmpty()) {
        problems.add(
            "--features names %s: the release has %s".formatted(id, String.join(", ", ids)));
      }
    }
    return new BackfillRelease(
        all.stream().filter(set -> features.isEmpty() || features.contains(set.id())).toList());
  }

  /** Control records that put it in force in a region. */
  public List<ControlRecord> inForce(String region) {
    byte[] body =
        ReleaseFolder.canonical(
            new Release("backfill", "", List.of(), sets, List.of(), List.of(), List.of()));
    String digest = Digest.of(body);
    Activation activation = new Activation(GENERATION, List.of(region), digest);
    return List.of(
        record(ReleaseInForce.RELEASE, digest, 0, body),
        record(ReleaseInForce.ACTIVATION, digest, GENERATION, json(activation)));
  }

  private static ControlRecord record(String type, String digest, long generation, byte[] body) {
    return ControlRecord.newBuilder()
        .setRecordId(type + "/" + digest)
        .setType(type)
        .setDigest(digest)
        .setGeneration(generation)
        .setBody(ByteBuffer.wrap(body))
        .setSignatures(List.of())
        .setIssuer("backfill")
        .build();
  }

  private static byte[] json(Activation activation) {
    try {
      return ReleaseBody.JSON.writeValueAsBytes(activation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<FeatureSetDefinition> ofFolder(Path folder, List<String> problems) {
    ReadRelease read = ReleaseFolder.read(folder, List.of(BackfillRelease::check));
    read.problems().forEach(problem -> problems.add(folder + "/" + problem));
    return read.isSound() ? read.release().featureSets() : List.of();
  }

  private static List<FeatureSetDefinition> ofFile(Path file, List<String> problems) {
    try {
      Release release = ReleaseBody.read(Files.readAllBytes(file));
      List<Problem> found = new ArrayList<>(check(release));
      found.addAll(repeated(release.featureSets()));
      for (Problem problem : found) {
        problems.add(
            "%s%s '%s': %s".formatted(file, problem.path(), problem.value(), problem.message()));
      }
      return release.featureSets();
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          "--release is '%s': needed is a folder with a release.yaml, or a file with the JSON body of a release (%s)"
              .formatted(file, e.getMessage()));
      return List.of();
    }
  }

  /** A folder is checked for these where it is read. */
  private static List<Problem> repeated(List<FeatureSetDefinition> sets) {
    List<Problem> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < sets.size(); i++) {
      if (!ids.add(sets.get(i).id())) {
        problems.add(
            new Problem("/feature_sets/" + i, sets.get(i).id(), "is there twice; allowed is once"));
      }
    }
    return problems;
  }

  private static List<Problem> check(Release release) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < release.featureSets().size(); i++) {
      problems.addAll(FeatureSetCheck.check(release.featureSets().get(i), "/feature_sets/" + i));
    }
    return problems;
  }
}
