package dev.reeve.control.benchmark;

import dev.reeve.control.benchmark.nab.NabCorpus;
import dev.reeve.control.benchmark.nab.NabSeries;
import dev.reeve.schema.Decision;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The score of each row of the benchmark, as the ledger has it: before cool-down and policy. The
 * event id of a decision, {@code data/<series>#<row>}, says which row it is.
 */
final class RowScores {

  private static final String FOLDER = "data/";

  private final Map<String, double[]> scores = new TreeMap<>();

  RowScores(NabCorpus corpus) {
    for (NabSeries series : corpus.series()) {
      double[] rows = new double[series.rows()];
      Arrays.fill(rows, Double.NaN);
      scores.put(series.name(), rows);
    }
  }

  /** Takes the score of a decision that an event caused. */
  void take(Decision decision) {
    if (!decision.getCauseKind().equals("event")) {
      return;
    }
    String id = decision.getCauseId();
    int hash = id.lastIndexOf('#');
    double[] rows = scores.get(id.substring(FOLDER.length(), hash));
    int row = Integer.parseInt(id.substring(hash + 1));
    rows[row] = decision.getScore() == null ? 0 : decision.getScore();
  }

  /** Rows without a decision. */
  long missing() {
    return scores.values().stream().flatMapToDouble(Arrays::stream).filter(Double::isNaN).count();
  }

  /** Scores by series: {@code scores[i]} belongs to row i. */
  Map<String, double[]> bySeries() {
    return scores;
  }
}
