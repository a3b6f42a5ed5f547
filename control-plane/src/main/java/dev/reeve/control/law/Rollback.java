package dev.reeve.control.law;

import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where regions go back to: to the newest earlier release that they ran, or to one that is named.
 * Regions may differ in it, and each goes further back every time: a release that comes back takes
 * all that came after its first time off the chain.
 *
 * @param steps what each region leaves and takes up, by region
 * @param problems regions that cannot go back, one sentence each
 */
public record Rollback(Map<String, Step> steps, List<String> problems) {

  /** Shortest prefix of a digest that names a release. */
  public static final int SHORTEST_DIGEST = 8;

  /**
   * What a region leaves and takes up, by digests.
   *
   * @param everywhere whether both were put in force for all regions
   */
  public record Step(String from, String to, boolean everywhere) {}

  /**
   * Finds the steps.
   *
   * @param control all control records
   * @param answers what regions said of activations
   * @param regions regions that go back
   * @param to SHA-256 of a release that the region had before, or its beginning; empty for the one
   *     before the present one
   */
  public static Rollback of(
      List<ControlRecord> control,
      Collection<Acknowledgement> answers,
      Collection<String> regions,
      Optional<String> to) {
    RefusedActivations refused = new RefusedActivations(answers);
    Map<String, Step> steps = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String region : regions) {
      List<ReleaseInForce> newestFirst = ReleaseInForce.candidates(control, region);
      if (newestFirst.isEmpty()) {
        problems.add("region " + region + ": no release is in force");
        continue;
      }
      String present = newestFirst.get(0).release();
      List<ReleaseInForce> ran =
          newestFirst.stream().filter(release -> !refused.contains(region, release)).toList();
      List<String> before = to.isEmpty() ? chain(ran) : releases(ran);
      before.remove(present);
      Optional<String> target =
          before.stream().filter(r -> to.isEmpty() || r.startsWith(to.get())).findFirst();
      if (target.isPresent()) {
        boolean everywhere = everywhere(control, present) && everywhere(control, target.get());
        steps.put(region, new Step(present, target.get(), everywhere));
      } else {
        problems.add(problem(region, present, before, to));
      }
    }
    return new Rollback(steps, List.copyOf(problems));
  }

  /**
   * Releases, newest first, each once. One that comes back, by a roll back or otherwise, stands
   * where it first was, and what came after it is gone.
   */
  private static List<String> chain(List<ReleaseInForce> newestFirst) {
    List<String> chain = new ArrayList<>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      int first = chain.indexOf(newestFirst.get(i).release());
      if (first < 0) {
        chain.add(newestFirst.get(i).release());
      } else {
        chain.subList(first + 1, chain.size()).clear();
      }
    }
    Collections.reverse(chain);
    return chain;
  }

  private static List<String> releases(List<ReleaseInForce> newestFirst) {
    return new ArrayList<>(
        new LinkedHashSet<>(newestFirst.stream().map(ReleaseInForce::release).toList()));
  }

  /**
   * Releases with the regions that take them up, one activation each; {@code *} where all regions
   * together go from a release of all regions to another.
   *
   * @param allRegions whether the regions are all that there are
   */
  public Map<String, List<String>> activations(boolean allRegions) {
    Map<String, List<String>> activations = new LinkedHashMap<>();
    steps.forEach(
        (region, step) ->
            activations.computeIfAbsent(step.to(), r -> new ArrayList<>()).add(region));
    if (allRegions
        && activations.size() == 1
        && steps.values().stream().allMatch(Step::everywhere)) {
      activations.replaceAll((release, regions) -> List.of("*"));
    }
    return activations;
  }

  private static boolean everywhere(List<ControlRecord> control, String release) {
    return control.stream()
        .filter(record -> record.getType().equals(ReleaseInForce.ACTIVATION))
        .flatMap(record -> readable(record).stream())
        .anyMatch(a -> a.release().equals(release) && a.regions().contains("*"));
  }

  private static Optional<Activation> readable(ControlRecord record) {
    try {
      return Optional.of(ReleaseInForce.activation(record));
    } catch (IllegalArgumentException e) {
      // Every region refuses it too.
      return Optional.empty();
    }
  }

  private static String problem(
      String region, String present, List<String> before, Optional<String> to) {
    if (before.isEmpty()) {
      return "region %s: nothing that it did not refuse was in force before %s%s"
          .formatted(
              region,
              present,
              to.isPresent()
                  ? ""
                  : "; --to goes to any release that it ran, `reeve publish` to another");
    }
    return "region %s: '%s' is none of the releases that it ran beside %s: %s"
        .formatted(region, to.orElse(""), present, String.join(", ", before));
  }
}
