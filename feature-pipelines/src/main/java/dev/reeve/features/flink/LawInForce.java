package dev.reeve.features.flink;

import dev.reeve.features.Handover;
import dev.reeve.features.release.PlansInForce;
import dev.reeve.features.release.PlansInForce.Verdict;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.feature.FeatureTopics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * The feature sets and contexts that this subtask computes by, read from the control records; what
 * became of a release is acknowledged.
 */
final class LawInForce {

  /** Barriers after which a release that is not published is looked for again, at most. */
  private static final int MOST_BARRIERS = 64;

  private final String region;
  private final String operator;
  private final List<ControlRecord> given;
  private final int subtask;
  private final int parallelism;
  private final PlansInForce inForce;
  private final Set<String> leftOut = new HashSet<>();
  private boolean read;
  private int barriersBetween = 1;
  private int barriersLeft = 1;

  /**
   * @param region region of the job
   * @param operator name that acknowledgements give
   * @param given control records that hold from before the first event
   */
  LawInForce(
      String region,
      String operator,
      FeatureTopics topics,
      List<ControlRecord> given,
      RuntimeContext runtime) {
    this.region = region;
    this.operator = operator;
    this.given = given;
    this.subtask = runtime.getTaskInfo().getIndexOfThisSubtask();
    this.parallelism = runtime.getTaskInfo().getNumberOfParallelSubtasks();
    this.inForce = new PlansInForce(region, topics);
  }

  /** What is in force by the records that were read last. */
  PlansInForce now() {
    return inForce;
  }

  /** Whether a record can be judged; one that cannot is acknowledged as refused. */
  boolean admits(ControlRecord record, Consumer<Acknowledgement> acknowledge) {
    Optional<String> problem = PlansInForce.problem(record);
    problem
        .map(p -> acknowledgement(new Verdict(record.getDigest(), record.getGeneration(), p)))
        .ifPresent(acknowledge);
    return problem.isEmpty();
  }

  /** There are new records: they are read before the next event. */
  void readAnew() {
    read = false;
    barriersBetween = 1;
    barriersLeft = 1;
  }

  /**
   * What agents need that have not read the same records yet. Behind the next barrier there are
   * none: it follows the records to them as it did here.
   */
  Handover handover() {
    return new Handover(leftOut);
  }

  /**
   * A checkpoint barrier passes: what is not published is looked for again before the next event,
   * after twice as many barriers each time, since to look is to wait for registry and broker.
   */
  void passBarrier() {
    leftOut.clear();
    if (inForce.awaitsPublication() && --barriersLeft == 0) {
      barriersBetween = Math.min(2 * barriersBetween, MOST_BARRIERS);
      barriersLeft = barriersBetween;
      read = false;
    }
  }

  /**
   * Reads the records, once after each new one, and once after a restore, where none comes again.
   *
   * @param before is run ahead of that, while what was in force still is
   */
  void read(
      ReadOnlyBroadcastState<String, ControlRecord> control,
      Runnable before,
      Consumer<Acknowledgement> acknowledge)
      throws Exception {
    if (read) {
      return;
    }
    List<ControlRecord> records = new ArrayList<>(given);
    for (Map.Entry<String, ControlRecord> entry : control.immutableEntries()) {
      records.add(entry.getValue());
    }
    before.run();
    leftOut.addAll(inForce.plans().ids());
    for (Verdict verdict : inForce.update(records)) {
      acknowledge.accept(acknowledgement(verdict));
    }
    leftOut.removeAll(inForce.plans().ids());
    read = true;
  }

  private Acknowledgement acknowledgement(Verdict verdict) {
    return new Acknowledgement(
        region,
        operator,
        subtask,
        parallelism,
        verdict.release(),
        verdict.generation(),
        verdict.refusal().isEmpty() ? "running" : "refused",
        verdict.refusal());
  }
}
