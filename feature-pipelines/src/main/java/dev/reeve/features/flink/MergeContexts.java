package dev.reeve.features.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.features.context.ContextHead;
import dev.reeve.features.context.ContextPlan;
import dev.reeve.features.context.ContextWindows;
import dev.reeve.schema.ContextGroup;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.account.Accountable;
import dev.reeve.schema.account.Tally;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.Outbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merges the partials of all subtasks into the numbers of each group of a context: one update for
 * each group that a partial touches.
 *
 * <p><b>Owned state</b>, by context: {@code head}, and {@code groups}, the windows of each group,
 * at most {@link ContextHead#MOST_GROUPS}. Partials carry the definition, so that no release has to
 * be in force here; compiled plans are kept in a transient cache.
 *
 * <p><b>Clean-up</b>: one event-time timer for each context forgets groups that were silent for
 * twice the longest window, and says so to those that look them up. Where there is no room, groups
 * that are that far behind the newest event make room at once.
 *
 * <p><b>Accounts</b> as operator {@code contexts}: {@code beyond_limit.<context>}, partials of
 * groups that found no room; {@code unknown_cells.<context>}, partials of groups with cells that
 * the context's definition does not have.
 */
public final class MergeContexts extends KeyedProcessFunction<String, ContextPartial, ContextUpdate>
    implements Accountable {

  /** Account records, written by the operator around this function. */
  public static final OutputTag<Envelope> ENVELOPES =
      new OutputTag<>("contexts-envelopes", new AvroTypeInfo<>(Envelope.class));

  private static final long serialVersionUID = 1L;
  private static final String OPERATOR = "contexts";

  /** Plans that are kept compiled; partials of more contexts than that compile theirs anew. */
  private static final int MOST_PLANS = 256;

  private final String region;
  private final Outbox outbox;

  private transient ValueState<byte[]> head;
  private transient MapState<String, byte[]> groups;
  private transient Map<String, ContextPlan> plans;
  private transient Tally tally;

  /**
   * @param region region of the job
   * @param outbox where accounts go
   */
  public MergeContexts(String region, Outbox outbox) {
    this.region = region;
    this.outbox = outbox;
  }

  @Override
  public void open(OpenContext context) {
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    head = getRuntimeContext().getState(new ValueStateDescriptor<>("head", bytes));
    groups =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("groups", Types.STRING, bytes));
    plans = new HashMap<>();
    tally = new Tally();
  }

  @Override
  public void processElement(ContextPartial partial, Context context, Collector<ContextUpdate> out)
      throws Exception {
    ContextPlan plan = plan(partial);
    byte[] bytes = head.value();
    ContextHead now = bytes == null ? ContextHead.start(plan) : ContextHead.read(bytes);
    if (now.layout() != plan.layout()) {
      forget(now, Long.MAX_VALUE, context.getCurrentKey(), out);
      now = ContextHead.start(plan).withTimer(now.timer());
    }
    for (ContextGroup group : partial.getGroups()) {
      now = now.seen(group.getLastTime());
    }
    for (ContextGroup group : partial.getGroups()) {
      byte[] kept = groups.get(group.getGroup());
      if (kept == null && !now.hasRoom()) {
        now = forget(now, now.newest(), context.getCurrentKey(), out);
      }
      if (kept == null && !now.hasRoom()) {
        tally.count("beyond_limit." + partial.getContext());
        continue;
      }
      ContextWindows windows = ContextWindows.read(plan, kept);
      if (!windows.merge(group)) {
        tally.count("unknown_cells." + partial.getContext());
      }
      groups.put(group.getGroup(), windows.write());
      now = kept == null ? now.withGroups(now.groups() + 1) : now;
      out.collect(windows.update(group.getGroup()));
    }
    if (now.timer() == Long.MIN_VALUE) {
      now = now.withTimer(now.due());
      context.timerService().registerEventTimeTimer(now.timer());
    }
    head.update(now.write());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ContextUpdate> out)
      throws Exception {
    byte[] bytes = head.value();
    if (bytes == null) {
      return;
    }
    ContextHead left = forget(ContextHead.read(bytes), timestamp, context.getCurrentKey(), out);
    if (left.groups() == 0) {
      head.clear();
      groups.clear();
      return;
    }
    left = left.withTimer(Math.max(timestamp + 1, left.due()));
    context.timerService().registerEventTimeTimer(left.timer());
    head.update(left.write());
  }

  /** Forgets the groups that are outlived by a time, in the order of the state backend. */
  private ContextHead forget(
      ContextHead head, long time, String context, Collector<ContextUpdate> out) throws Exception {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, byte[]> group : groups.entries()) {
      long last = ContextWindows.asOf(group.getValue());
      if (head.outlived(last, time)) {
        gone.add(group.getKey());
        String name = context.substring(0, context.lastIndexOf('@'));
        out.collect(ContextWindows.forgotten(name, head.version(), group.getKey(), last));
      }
    }
    for (String group : gone) {
      groups.remove(group);
    }
    return head.withGroups(head.groups() - gone.size());
  }

  private ContextPlan plan(ContextPartial partial) throws JsonProcessingException {
    ContextPlan plan = plans.get(partial.getDefinition());
    if (plan == null) {
      plan =
          ContextPlan.of(
              ReleaseBody.JSON.readValue(partial.getDefinition(), ContextDefinition.class));
      if (plans.size() >= MOST_PLANS) {
        plans.clear();
      }
      plans.put(partial.getDefinition(), plan);
    }
    return plan;
  }

  @Override
  public void account(Consumer<Envelope> out) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    tally.drain(region, OPERATOR, subtask).map(outbox::of).ifPresent(out);
  }
}
