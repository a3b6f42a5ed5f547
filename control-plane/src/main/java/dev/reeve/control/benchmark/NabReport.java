package dev.reeve.control.benchmark;

import dev.reeve.control.benchmark.nab.NabCorpus;
import dev.reeve.control.benchmark.nab.NabProfile;
import dev.reeve.control.benchmark.nab.NabScore;
import dev.reeve.control.benchmark.nab.NabScores;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores of one release: by profile, the threshold of each, and by group. A threshold is one
 * for all files: the published one where the detector is the benchmark's own, else the one that
 * earns most, as the benchmark sets it.
 */
final class NabReport {

  private static final Map<String, String> KEYS =
      Map.of(
          "standard", "standard",
          "reward_low_FP_rate", "reward_low_fp",
          "reward_low_FN_rate", "reward_low_fn");

  private final NabCorpus corpus;
  private final NabThresholds thresholds;

  NabReport(NabCorpus corpus, NabThresholds thresholds) {
    this.corpus = corpus;
    this.thresholds = thresholds;
  }

  /**
   * Scores the rows.
   *
   * @param detector the benchmark's name of the detector; empty for one of our own
   */
  Map<String, Object> of(String detector, Map<String, double[]> scores) {
    Map<String, Object> map = new LinkedHashMap<>();
    Map<String, Object> used = new LinkedHashMap<>();
    Map<String, Map<String, Object>> groups = new TreeMap<>();
    for (NabProfile profile : corpus.profiles()) {
      String key = KEYS.getOrDefault(profile.name(), profile.name());
      var published = thresholds.of(detector, profile.name());
      NabScores result =
          published.isPresent()
              ? NabScores.at(corpus, profile, scores, published.getAsDouble())
              : NabScores.withBestThreshold(corpus, profile, scores);
      map.put(key, normalised(result.overall()));
      used.put(key, result.threshold());
      result
          .groups()
          .forEach(
              (group, score) ->
                  groups
                      .computeIfAbsent(group, name -> new LinkedHashMap<>())
                      .put(key, normalised(score)));
    }
    map.put("thresholds", used);
    map.put("groups", groups);
    return map;
  }

  /** Null where a group has no window to find. */
  private static Double normalised(NabScore score) {
    return score.normalised().isPresent() ? score.normalised().getAsDouble() : null;
  }
}
