package dev.reeve.jobs.account;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Flushing;
import dev.reeve.schema.account.SeesBarriers;
import dev.reeve.schema.account.WritesBack;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a keyed function with a broadcast side and emits its account records just ahead of each
 * checkpoint barrier, so that they are committed in the transaction of what they count; what the
 * function gathered goes ahead of them, and what it holds back is written to its state.
 */
public final class AccountedKeyedBroadcastProcess<K, IN, CONTROL, OUT>
    extends CoBroadcastWithKeyedOperator<K, IN, CONTROL, OUT> {

  private static final long serialVersionUID = 1L;

  private final OutputTag<Envelope> accounts;
  private OutputTag<Object> gathered;

  private AccountedKeyedBroadcastProcess(
      KeyedBroadcastProcessFunction<K, IN, CONTROL, OUT> function,
      List<MapStateDescriptor<?, ?>> broadcast,
      OutputTag<Envelope> accounts) {
    super(function, broadcast);
    this.accounts = accounts;
  }

  /**
   * @param function what to run
   * @param broadcast state of the broadcast side
   * @param accounts side output that takes the account records
   * @param more further states of the broadcast side
   */
  public static <
          K,
          IN,
          CONTROL,
          OUT,
          F extends KeyedBroadcastProcessFunction<K, IN, CONTROL, OUT> & Accountable>
      AccountedKeyedBroadcastProcess<K, IN, CONTROL, OUT> of(
          F function,
          MapStateDescriptor<?, ?> broadcast,
          OutputTag<Envelope> accounts,
          MapStateDescriptor<?, ?>... more) {
    List<MapStateDescriptor<?, ?>> states = new ArrayList<>(List.of(broadcast));
    states.addAll(List.of(more));
    return new AccountedKeyedBroadcastProcess<>(function, states, accounts);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (userFunction instanceof WritesBack function) {
      function.selectKeysBy(this::setCurrentKey);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    writeBack();
    account();
    if (userFunction instanceof SeesBarriers function) {
      function.passBarrier();
    }
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    writeBack();
    account();
  }

  private void writeBack() throws Exception {
    if (userFunction instanceof WritesBack function) {
      function.writeBack();
    }
  }

  /** Emits, at the same points, what the function gathered, to a side output. */
  @SuppressWarnings("unchecked")
  public <T, F extends Flushing<T>> AccountedKeyedBroadcastProcess<K, IN, CONTROL, OUT> flushing(
      Class<F> function, OutputTag<T> tag) {
    function.cast(userFunction);
    gathered = (OutputTag<Object>) tag;
    return this;
  }

  @SuppressWarnings("unchecked")
  private void account() {
    if (gathered != null) {
      ((Flushing<Object>) userFunction)
          .flush(record -> output.collect(gathered, new StreamRecord<>(record)));
    }
    ((Accountable) userFunction)
        .account(envelope -> output.collect(accounts, new StreamRecord<>(envelope)));
  }
}
