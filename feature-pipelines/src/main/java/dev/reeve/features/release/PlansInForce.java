package dev.reeve.features.release;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.release.ReleaseBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The feature sets that are in force in a region: of the latest release whose feature sets compile.
 * It is a function of the set of control records alone; compiled plans are kept by the release's
 * digest.
 */
public final class PlansInForce {

  private final String region;
  private final Map<String, Compiled> compiled = new HashMap<>();
  private final Set<Verdict> told = new HashSet<>();
  private FeaturePlans plans = FeaturePlans.NONE;

  /**
   * What became of an activation.
   *
   * @param release SHA-256 of the release
   * @param generation generation of the activation
   * @param refusal why its feature sets do not compile; empty when they run
   */
  public record Verdict(String release, long generation, String refusal) {}

  private record Compiled(FeaturePlans plans, String refusal) {}

  public PlansInForce(String region) {
    this.region = region;
  }

  /** The plans now. */
  public FeaturePlans plans() {
    return plans;
  }

  /**
   * Whether a record can be judged at all.
   *
   * @return what is wrong with it, if anything
   */
  public static Optional<String> problem(ControlRecord record) {
    try {
      if (record.getType().equals(ReleaseInForce.ACTIVATION)) {
        ReleaseInForce.activation(record);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Finds what is in force now.
   *
   * @param records all control records
   * @return what is new since the last call: refusals, and what came into force
   */
  public List<Verdict> update(Iterable<ControlRecord> records) {
    List<Verdict> verdicts = new ArrayList<>();
    List<ControlRecord> candidates = new ArrayList<>();
    records.forEach(candidates::add);
    while (true) {
      Optional<ReleaseInForce> latest = ReleaseInForce.of(candidates, region);
      if (latest.isEmpty()) {
        plans = FeaturePlans.NONE;
        break;
      }
      ReleaseInForce release = latest.get();
      Compiled result = compiled.computeIfAbsent(release.release(), d -> compile(release.body()));
      verdicts.add(new Verdict(release.release(), release.generation(), result.refusal()));
      if (result.refusal().isEmpty()) {
        plans = result.plans();
        break;
      }
      candidates.removeIf(
          r ->
              r.getType().equals(ReleaseInForce.RELEASE)
                  && r.getDigest().equals(release.release()));
    }
    List<Verdict> news = verdicts.stream().filter(v -> !told.contains(v)).toList();
    told.clear();
    told.addAll(verdicts);
    return news;
  }

  private static Compiled compile(byte[] body) {
    try {
      return new Compiled(FeaturePlans.of(ReleaseBody.read(body)), "");
    } catch (RuntimeException e) {
      // Whatever is wrong with a release must not take down a region that runs another one.
      return new Compiled(FeaturePlans.NONE, String.valueOf(e.getMessage()));
    }
  }
}
