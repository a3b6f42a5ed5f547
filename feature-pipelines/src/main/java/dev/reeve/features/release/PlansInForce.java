package dev.reeve.features.release;

import dev.reeve.features.context.ContextPlans;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.feature.UnpublishedSetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The feature sets that are in force in a region: of the latest release whose feature sets compile,
 * redefine none and are published; and those that are kept warm. What is computed is a function of
 * the set of control records alone, what is told of it follows from what is published as well.
 * Compiled plans are kept by the release's digest.
 */
public final class PlansInForce {

  private final String region;
  private final FeatureTopics topics;
  private final Map<String, CompiledRelease> compiled = new HashMap<>();
  private final Map<String, PublishedSets> lookedUp = new HashMap<>();
  private final Set<Verdict> told = new HashSet<>();
  private FeaturePlans plans = FeaturePlans.NONE;
  private PublishedSets published = PublishedSets.NONE;
  private ContextPlans contexts = ContextPlans.NONE;
  private ReleaseInForce awaited;
  private long generation;

  /**
   * What became of an activation.
   *
   * @param release SHA-256 of the release
   * @param generation generation of the activation
   * @param refusal why its feature sets are not computed; empty when they are
   */
  public record Verdict(String release, long generation, String refusal) {}

  /**
   * @param region region of the job
   * @param topics where feature sets are published; asked once for a release that is
   */
  public PlansInForce(String region, FeatureTopics topics) {
    this.region = region;
    this.topics = topics;
  }

  /** The plans now. */
  public FeaturePlans plans() {
    return plans;
  }

  /** Generation of the activation that they follow from; 0 when there is none. */
  public long generation() {
    return generation;
  }

  /** The same sets, without those kept warm, as they are published. */
  public PublishedSets published() {
    return published;
  }

  /** The contexts now. */
  public ContextPlans contexts() {
    return contexts;
  }

  /**
   * Whether a release would be in force if it were published. Its sets are computed on without
   * being told of, so that a look-up that fails costs no state.
   */
  public boolean awaitsPublication() {
    return awaited != null;
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
    List<ReleaseInForce> candidates = ReleaseInForce.candidates(records, region);
    SetHistory history = SetHistory.of(candidates, this::compile);
    List<Verdict> verdicts = new ArrayList<>();
    plans = FeaturePlans.NONE;
    published = PublishedSets.NONE;
    contexts = ContextPlans.NONE;
    awaited = null;
    generation = 0;
    for (ReleaseInForce candidate : candidates) {
      String refusal = history.refusal(candidate);
      if (refusal.isEmpty()) {
        refusal = publish(candidate.release());
        awaited = awaited == null && !refusal.isEmpty() ? candidate : awaited;
      }
      verdicts.add(new Verdict(candidate.release(), candidate.generation(), refusal));
      if (refusal.isEmpty()) {
        plans = compiled.get(candidate.release()).plans().withWarm(history.warmUnder(candidate));
        generation = candidate.generation();
        published = lookedUp.get(candidate.release());
        contexts = compiled.get(candidate.release()).contexts();
        break;
      }
    }
    if (awaited != null) {
      plans = plans.withWarm(history.keptFor(awaited));
      // They are published nowhere.
      contexts = compiled.get(awaited.release()).contexts();
    }
    List<Verdict> news = verdicts.stream().filter(v -> !told.contains(v)).toList();
    told.clear();
    told.addAll(verdicts);
    return news;
  }

  private CompiledRelease compile(ReleaseInForce release) {
    return compiled.computeIfAbsent(release.release(), d -> CompiledRelease.of(release.body()));
  }

  /** What is missing now may be there at the next update: only success is kept. */
  private String publish(String release) {
    if (!lookedUp.containsKey(release)) {
      try {
        lookedUp.put(release, PublishedSets.of(compiled.get(release).sets(), topics));
      } catch (UnpublishedSetException e) {
        return e.getMessage();
      }
    }
    return "";
  }
}
