package dev.reeve.features.flink;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejections;
import dev.reeve.features.expectation.EventViolations;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.wire.Outbox;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of each event: taken in, a duplicate, or late. It is counted exactly, and what is
 * refused leaves as a rejected record.
 *
 * <p><b>Counts</b>: {@code accepted}, {@code duplicates}, {@code rejected.LATE}, {@code features}
 * (vectors), {@code violations.<set>.<expectation>}, {@code refused.<set>} (events that a set did
 * not take in because of its expectations; they are accepted all the same), {@code silences}.
 */
final class EventOutcomes {

  private final String region;
  private final String operator;
  private final ArrivalRules arrival;
  private final Outbox outbox;
  private final Tally tally = new Tally();
  private final Rejections rejections;
  private final ViolationReport report;

  EventOutcomes(
      String region, String operator, ArrivalRules arrival, Outbox outbox, MetricGroup metrics) {
    this.region = region;
    this.operator = operator;
    this.arrival = arrival;
    this.outbox = outbox;
    this.rejections = new Rejections(region, operator);
    this.report = new ViolationReport(tally, metrics, rejections);
  }

  /** The event was seen before. */
  void duplicate() {
    tally.count("duplicates");
  }

  /** The record of an event that came too late. */
  Envelope late(SourcedEvent late, long highWaterMark) {
    tally.count("rejected." + Reason.LATE);
    return outbox.of(
        rejections.of(
            arrival.rejectLate(late.getEvent().getEventTime(), highWaterMark),
            late.getSource(),
            late.getEvent(),
            late.getWriterSchemaId()));
  }

  /**
   * What an accepted event leads to.
   *
   * @param vectors of the feature sets that took it in
   * @param rejected takes a record for each set that did not
   */
  FeatureBundle accepted(
      SourcedEvent sourced,
      List<FeatureVector> vectors,
      EventViolations violations,
      Consumer<Envelope> rejected) {
    report.tell(violations, sourced, record -> rejected.accept(outbox.of(record)));
    tally.count("accepted");
    vectors.forEach(vector -> tally.count("features"));
    SourceRecord source = sourced.getSource();
    return new FeatureBundle(
        sourced.getEvent(),
        source.getTopic(),
        source.getPartition(),
        source.getOffset(),
        source.getTimestamp(),
        vectors,
        "event",
        "",
        violations.refusedSets(),
        0L,
        List.of());
  }

  /** An entity's silence was told of. */
  void silence() {
    tally.count("silences");
  }

  /** The account of what was counted since the last one. */
  void account(int subtask, Consumer<Envelope> out) {
    tally.drain(region, operator, subtask).map(outbox::of).ifPresent(out);
  }
}
