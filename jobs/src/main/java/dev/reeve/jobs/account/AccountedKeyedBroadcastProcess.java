package dev.reeve.jobs.account;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.account.Accountable;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a keyed function with a broadcast side and emits its account records just ahead of each
 * checkpoint barrier, so that they are committed in the transaction of what they count.
 */
public final class AccountedKeyedBroadcastProcess<K, IN, CONTROL, OUT>
    extends CoBroadcastWithKeyedOperator<K, IN, CONTROL, OUT> {

  private static final long serialVersionUID = 1L;

  private final OutputTag<Envelope> accounts;

  private AccountedKeyedBroadcastProcess(
      KeyedBroadcastProcessFunction<K, IN, CONTROL, OUT> function,
      MapStateDescriptor<?, ?> broadcast,
      OutputTag<Envelope> accounts) {
    super(function, List.of(broadcast));
    this.accounts = accounts;
  }

  /**
   * @param function what to run
   * @param broadcast state of the broadcast side
   * @param accounts side output that takes the account records
   */
  public static <
          K,
          IN,
          CONTROL,
          OUT,
          F extends KeyedBroadcastProcessFunction<K, IN, CONTROL, OUT> & Accountable>
      AccountedKeyedBroadcastProcess<K, IN, CONTROL, OUT> of(
          F function, MapStateDescriptor<?, ?> broadcast, OutputTag<Envelope> accounts) {
    return new AccountedKeyedBroadcastProcess<>(function, broadcast, accounts);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    account();
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    account();
  }

  private void account() {
    ((Accountable) userFunction)
        .account(envelope -> output.collect(accounts, new StreamRecord<>(envelope)));
  }
}
