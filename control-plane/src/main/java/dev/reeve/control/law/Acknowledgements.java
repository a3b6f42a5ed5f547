package dev.reeve.control.law;

import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.Activation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who runs an activation, who refused it and who is still silent. Both keyed operators of a region
 * answer, each with every subtask; how many these are stands in the first answer.
 */
public final class Acknowledgements {

  /** Operators that answer. */
  public static final List<String> OPERATORS = List.of("features", "decide");

  private final Activation activation;
  private final TreeSet<String> regions;
  private final TreeMap<String, Acknowledgement> answers = new TreeMap<>();

  /**
   * @param regions regions with a running job, from which answers are expected
   */
  public Acknowledgements(Activation activation, Collection<String> regions) {
    this.activation = activation;
    this.regions = new TreeSet<>(regions);
  }

  /** Takes note of an answer; those about other activations are passed over. */
  public void add(Acknowledgement answer) {
    if (answer.getGeneration() == activation.generation()
        && answer.getRelease().equals(activation.release())
        && regions.contains(answer.getRegion())) {
      answers.put(key(answer.getRegion(), answer.getOperator(), answer.getSubtask()), answer);
    }
  }

  /** Whether every subtask of every region answered. */
  public boolean isComplete() {
    return missing().isEmpty();
  }

  /** Who is silent, as {@code region/operator/subtask}. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String region : regions) {
      for (String operator : OPERATORS) {
        int parallelism = parallelism(region, operator);
        if (parallelism == 0) {
          missing.add(region + "/" + operator);
        }
        for (int subtask = 0; subtask < parallelism; subtask++) {
          String key = key(region, operator, subtask);
          if (!answers.containsKey(key)) {
            missing.add(key);
          }
        }
      }
    }
    return missing;
  }

  /** All answers, in order of region, operator and subtask. */
  public List<Acknowledgement> answers() {
    return List.copyOf(answers.values());
  }

  /** Answers of those who refused. */
  public List<Acknowledgement> refused() {
    return answers.values().stream()
        .filter(answer -> !answer.getStatus().equals("running"))
        .toList();
  }

  private int parallelism(String region, String operator) {
    return answers.values().stream()
        .filter(a -> a.getRegion().equals(region) && a.getOperator().equals(operator))
        .mapToInt(Acknowledgement::getParallelism)
        .max()
        .orElse(0);
  }

  private static String key(String region, String operator, int subtask) {
    return region + "/" + operator + "/" + subtask;
  }
}
