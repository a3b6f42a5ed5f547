package dev.reeve.features.flink;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The computing operator of the region plant, by itself: lateness 10 s, duplicates within 60 s. */
final class FeaturesHarness implements AutoCloseable {

  private final ComputeFeatures function;
  private final KeyedBroadcastOperatorTestHarness<
          String, SourcedEvent, ControlRecord, FeatureBundle>
      harness;

  /**
   * @param state what to restore; null for none
   */
  FeaturesHarness(OperatorSubtaskState state) throws Exception {
    this(state, TestingPlant.FEATURES);
  }

  /**
   * @param topics where feature sets are published
   */
  FeaturesHarness(OperatorSubtaskState state, FeatureTopics topics) throws Exception {
    function =
        new ComputeFeatures("plant", new ArrivalRules(10_000, 60_000), topics, TestingPlant.OUTBOX);
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(ComputeFeatures.CONTROL)),
            e -> TypedEntity.key(e.getEvent().getEntityType(), e.getEvent().getEntity()),
            Types.STRING,
            128,
            1,
            0);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void activate(long generation, FeatureSetDefinition... sets) throws Exception {
    activate(generation, TestingPlant.release(sets));
  }

  void activate(long generation, ControlRecord release) throws Exception {
    harness.processBroadcastElement(release, 0);
    harness.processBroadcastElement(TestingPlant.activation(generation, release), 0);
  }

  void send(String entity, String id, long time, double cpu) throws Exception {
    harness.processElement(TestingPlant.sourced(entity, id, time, cpu), time);
  }

  /** As {@link #send}, appended to Kafka at the event's time. */
  void sendAppended(String entity, String id, long time, double cpu) throws Exception {
    SourcedEvent sourced = TestingPlant.sourced(entity, id, time, cpu);
    sourced.getSource().setTimestamp(time);
    harness.processElement(sourced, time);
  }

  void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
    harness.processBroadcastWatermark(new Watermark(time));
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** A checkpoint barrier, without the checkpoint. */
  void barrier() {
    function.passBarrier();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  /** What left of contexts ahead of a checkpoint barrier or a control record. */
  List<ContextPartial> contexts() {
    List<ContextPartial> partials = new ArrayList<>();
    if (harness.getSideOutput(ComputeFeatures.CONTEXTS) != null) {
      harness.getSideOutput(ComputeFeatures.CONTEXTS).forEach(r -> partials.add(r.getValue()));
    }
    return partials;
  }

  List<FeatureBundle> bundles() {
    return harness.extractOutputValues();
  }

  List<RejectedRecord> rejected() {
    List<RejectedRecord> read = new ArrayList<>();
    if (harness.getSideOutput(ComputeFeatures.ENVELOPES) != null) {
      harness
          .getSideOutput(ComputeFeatures.ENVELOPES)
          .forEach(
              record -> {
                if (record.getValue().getTopic().equals("plant.rejected")) {
                  read.add(TestingPlant.read(record.getValue(), RejectedRecord.getClassSchema()));
                }
              });
    }
    return read;
  }

  /** Number of published vectors of a record, such as {@code load_v1}. */
  long published(String record) {
    return harness.getSideOutput(ComputeFeatures.ENVELOPES).stream()
        .filter(e -> e.getValue().getTopic().equals("plant.features." + record))
        .count();
  }

  /** Counts since the last call. */
  Map<String, Long> counts() {
    List<Envelope> accounts = new ArrayList<>();
    function.account(accounts::add);
    return TestingPlant.counts(accounts);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
