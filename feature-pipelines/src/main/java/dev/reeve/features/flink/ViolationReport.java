package dev.reeve.features.flink;

import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.event.Rejections;
import dev.reeve.features.expectation.EventViolations;
import dev.reeve.features.expectation.EventViolations.Refusal;
import dev.reeve.features.expectation.Violation;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Tells of violated expectations: exactly in the accounts, at once in Flink's metrics, where each
 * expectation has the counter {@code feature_set.<set>.expectation.<name>.violations}, and in a
 * rejected record for each feature set that does not take an event in.
 */
final class ViolationReport {

  /** Prefix of the counts of events that a feature set did not take in; its id follows. */
  static final String REFUSED = "refused.";

  private final Tally tally;
  private final MetricGroup metrics;
  private final Rejections rejections;
  private final Map<String, Counter> counters = new HashMap<>();

  ViolationReport(Tally tally, MetricGroup metrics, Rejections rejections) {
    this.tally = tally;
    this.metrics = metrics;
    this.rejections = rejections;
  }

  /**
   * Tells of one event's violations.
   *
   * @param rejected takes a record for each set that does not take the event in
   */
  void tell(EventViolations violations, SourcedEvent sourced, Consumer<RejectedRecord> rejected) {
    for (Violation violation : violations.all()) {
      tally.count(violation.account());
      counters.computeIfAbsent(violation.account(), name -> counter(violation)).inc();
    }
    for (Refusal refusal : violations.refusals()) {
      tally.count(REFUSED + refusal.featureSet());
      RejectedRecord record =
          rejections.of(
              new Rejection(Reason.EXPECTATION, refusal.detail()),
              sourced.getSource(),
              sourced.getEvent(),
              sourced.getWriterSchemaId());
      record.setFeatureSet(refusal.featureSet());
      record.setExpectation(refusal.expectation());
      rejected.accept(record);
    }
  }

  private Counter counter(Violation violation) {
    return metrics
        .addGroup("feature_set", violation.featureSet())
        .addGroup("expectation", violation.expectation())
        .counter("violations");
  }
}
