package dev.reeve.agents.flink;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.DecisionInput;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.wire.Outbox;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decides what agents do about an entity: features, answers and releases in, envelopes out. */
public final class DecideActions
    extends KeyedBroadcastProcessFunction<String, DecisionInput, ControlRecord, Envelope>
    implements Accountable {

  /** Account records, written by the operator around this function; all else is its main output. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("decide-envelopes", new AvroTypeInfo<>(Envelope.class));

  /** Control records by record id: releases and activations, the same in every subtask. */
  public static final MapStateDescriptor<String, ControlRecord> CONTROL =
      new MapStateDescriptor<>("control", Types.STRING, new AvroTypeInfo<>(ControlRecord.class));

  private static final long serialVersionUID = 1L;

  private final String region;
  private final Outbox outbox;
  private final String agentsDir;
  private final Duration restoreGrace;

  /**
   * @param region region of the job
   * @param outbox makes envelopes
   * @param agentsDir directory that holds the jars of agents written in Java; may be missing when
   *     no release names any
   * @param restoreGrace processing time after a restore during which deadlines of questions wait
   *     for the backlog of answers
   */
  public DecideActions(String region, Outbox outbox, String agentsDir, Duration restoreGrace) {
    this.region = region;
    this.outbox = outbox;
    this.agentsDir = agentsDir;
    this.restoreGrace = restoreGrace;
  }

  @Override
  public void processElement(DecisionInput input, ReadOnlyContext context, Collector<Envelope> out)
      throws Exception {
    throw new UnsupportedOperationException();
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<Envelope> out) throws Exception {
    throw new UnsupportedOperationException();
  }

  @Override
  public void account(Consumer<Envelope> out) {
    throw new UnsupportedOperationException();
  }
}
