package dev.reeve.control.benchmark.nab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of one detector under one profile: the threshold, the score of all series and the
 * score of each group at that same threshold, in order of name.
 */
public record NabScores(
    String profile, double threshold, NabScore overall, Map<String, NabScore> groups) {

  /** Scores with the threshold that earns most over all series. */
  public static NabScores withBestThreshold(
      NabCorpus corpus, NabProfile profile, Map<String, double[]> scores) {
    return at(corpus, profile, scores, NabThreshold.best(corpus.series(), profile, scores));
  }

  /** Scores with a given threshold. */
  public static NabScores at(
      NabCorpus corpus, NabProfile profile, Map<String, double[]> scores, double threshold) {
    Map<String, List<NabSeries>> byGroup = new TreeMap<>();
    for (NabSeries series : corpus.series()) {
      byGroup.computeIfAbsent(series.group(), group -> new ArrayList<>()).add(series);
    }
    Map<String, NabScore> groups = new TreeMap<>();
    byGroup.forEach(
        (group, series) -> groups.put(group, NabScore.of(series, profile, scores, threshold)));
    return new NabScores(
        profile.name(),
        threshold,
        NabScore.of(corpus.series(), profile, scores, threshold),
        groups);
  }
}
