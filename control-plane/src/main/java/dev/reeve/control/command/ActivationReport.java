package dev.reeve.control.command;

import dev.reeve.control.law.Acknowledgements;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.Activation;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of an activation that a command wrote.
 *
 * @param activation the activation
 * @param answers who runs it, who refused, who is silent
 * @param waited whether anybody was waited for
 */
record ActivationReport(Activation activation, Acknowledgements answers, boolean waited) {

  /** Regions of an activation that holds for all. */
  static final List<String> ALL = List.of("*");

  /** Whether every subtask runs it. */
  boolean isRunning() {
    return answers.isComplete() && answers.refused().isEmpty();
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("release", activation.release());
    map.put("generation", activation.generation());
    map.put("regions", activation.regions());
    map.put("running", answers.answers().size() - answers.refused().size());
    map.put("refused", answers.refused().stream().map(ActivationReport::line).toList());
    map.put("silent", answers.missing());
    return map;
  }

  /** For {@code all regions} or their names. */
  String regions() {
    return activation.regions().equals(ALL)
        ? "all regions"
        : String.join(", ", activation.regions());
  }

  void printAnswers(PrintWriter out) {
    answers.answers().forEach(answer -> out.println("  " + line(answer)));
    answers.missing().forEach(silent -> out.println("  " + silent + " is silent"));
    if (answers.answers().isEmpty() && answers.missing().isEmpty() && waited) {
      out.println("  no job has ever acknowledged anything; it holds from the start of a job");
    }
  }

  private static String line(Acknowledgement answer) {
    String who = answer.getRegion() + "/" + answer.getOperator() + "/" + answer.getSubtask();
    return answer.getReason().isEmpty()
        ? who + " is " + answer.getStatus()
        : who + " " + answer.getStatus() + ": " + answer.getReason();
  }
}
