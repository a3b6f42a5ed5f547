package dev.reeve.benchmarks.region;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.flink.ComputeFeatures;
import dev.reeve.jobs.account.AccountedKeyedBroadcastProcess;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureSetDefinition;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** The features of a region job and nothing else of it: events in, bundles out. */
public final class RegionFeatures {

  /** Ten seconds of lateness, a minute in which ids are remembered. */
  public static final ArrivalRules ARRIVAL = new ArrivalRules(10_000, 60_000);

  /** The default of the region job. */
  private static final long HELD_BYTES = 64L << 20;

  private RegionFeatures() {}

  /**
   * Computes a feature set of events.
   *
   * @param gate opened once by each subtask, when the release runs there
   */
  public static SingleOutputStreamOperator<FeatureBundle> of(
      DataStream<SourcedEvent> events, FeatureSetDefinition set, Gate gate) {
    DataStream<ControlRecord> control =
        events
            .getExecutionEnvironment()
            .fromData(
                new AvroTypeInfo<>(ControlRecord.class),
                Plant.inForce(set).toArray(ControlRecord[]::new));
    SingleOutputStreamOperator<FeatureBundle> features =
        events
            .keyBy(RegionFeatures::entityOf, Types.STRING)
            .connect(control.broadcast())
            .transform(
                "features",
                new AvroTypeInfo<>(FeatureBundle.class),
                AccountedKeyedBroadcastProcess.of(
                    new ComputeFeatures(Plant.REGION, ARRIVAL, FeatureTopics.NOWHERE, Plant.OUTBOX)
                        .holding(HELD_BYTES),
                    ComputeFeatures.CONTROL,
                    ComputeFeatures.ENVELOPES));
    features
        .getSideOutput(ComputeFeatures.ENVELOPES)
        .flatMap(new OpenWhenRunning(gate))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    return features;
  }

  private static String entityOf(SourcedEvent sourced) {
    return TypedEntity.key(sourced.getEvent().getEntityType(), sourced.getEvent().getEntity());
  }

  private record OpenWhenRunning(Gate gate) implements FlatMapFunction<Envelope, Long> {
    @Override
    public void flatMap(Envelope envelope, Collector<Long> out) {
      if (envelope.getTopic().equals(Plant.OUTBOX.topics().controlStatus())) {
        gate.open();
      }
    }
  }
}
