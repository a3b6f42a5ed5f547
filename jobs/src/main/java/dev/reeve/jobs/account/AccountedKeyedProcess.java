package dev.reeve.jobs.account;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.account.Accountable;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a keyed function and emits its account records just ahead of each checkpoint barrier, so
 * that they are committed in the transaction of what they count.
 */
public final class AccountedKeyedProcess<K, IN, OUT> extends KeyedProcessOperator<K, IN, OUT> {

  private static final long serialVersionUID = 1L;

  private final OutputTag<Envelope> accounts;

  private AccountedKeyedProcess(
      KeyedProcessFunction<K, IN, OUT> function, OutputTag<Envelope> accounts) {
    super(function);
    this.accounts = accounts;
  }

  /**
   * @param function what to run
   * @param accounts side output that takes the account records
   */
  public static <K, IN, OUT, F extends KeyedProcessFunction<K, IN, OUT> & Accountable>
      AccountedKeyedProcess<K, IN, OUT> of(F function, OutputTag<Envelope> accounts) {
    return new AccountedKeyedProcess<>(function, accounts);
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
