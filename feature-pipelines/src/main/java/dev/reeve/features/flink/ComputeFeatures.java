package dev.reeve.features.flink;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.wire.Outbox;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Computes the feature vectors of an entity's events under the release in force. */
public final class ComputeFeatures
    extends KeyedBroadcastProcessFunction<String, SourcedEvent, ControlRecord, FeatureBundle>
    implements Accountable {

  /** Control records by record id, as broadcast to every subtask. */
  public static final MapStateDescriptor<String, ControlRecord> CONTROL =
      new MapStateDescriptor<>("control", Types.STRING, new AvroTypeInfo<>(ControlRecord.class));

  /** Rejected records and acknowledgements, ready to be written. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("features-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;

  private final String region;
  private final ArrivalRules arrival;
  private final Outbox outbox;

  public ComputeFeatures(String region, ArrivalRules arrival, Outbox outbox) {
    this.region = region;
    this.arrival = arrival;
    this.outbox = outbox;
  }

  @Override
  public void processElement(
      SourcedEvent sourced, ReadOnlyContext context, Collector<FeatureBundle> out)
      throws Exception {}

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<FeatureBundle> out) throws Exception {}

  @Override
  public void account(Consumer<Envelope> out) {}
}
