package dev.reeve.features.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.context.ContextHead;
import dev.reeve.features.context.ContextPlan;
import dev.reeve.features.context.ContextWindows;
import dev.reeve.features.context.LocalContexts;
import dev.reeve.features.context.TestingContexts;
import dev.reeve.schema.ContextPane;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ContextDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Does merging contexts survive a restore, stay bounded, and leave nothing behind? */
class MergeContextsTest {

  private static final long RETENTION = 120_000;

  private MergeContexts function;
  private KeyedOneInputStreamOperatorTestHarness<String, ContextPartial, ContextUpdate> harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void twoSubtasksOverARestoreEqualOneOverAllEventsAndAHotGroupIsExact() throws Exception {
    ContextDefinition fleet = TestingContexts.fleet("rack");
    List<RegionEvent> events = TestingContexts.events(11, 4_000);
    LocalContexts[] subtasks = {new LocalContexts(), new LocalContexts()};
    for (int i = 0; i < events.size(); i++) {
      subtasks[Math.floorMod(events.get(i).getEntity().hashCode(), 2)].take(
          List.of(ContextPlan.of(fleet)), events.get(i));
      if (i % 500 == 499) {
        send(subtasks[0]);
        send(subtasks[1]);
      }
      if (i == 1_999) {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        close();
        open(state);
      }
    }
    ContextPlan plan = ContextPlan.of(fleet);
    LocalContexts whole = new LocalContexts();
    events.forEach(event -> whole.take(List.of(plan), event));
    Map<String, ContextWindows> expected = new HashMap<>();
    whole.drain(
        partial ->
            partial
                .getGroups()
                .forEach(
                    group ->
                        expected
                            .computeIfAbsent(group.getGroup(), g -> new ContextWindows(plan))
                            .merge(group)));

    Map<String, ContextUpdate> last = lastUpdates();
    assertThat(last.keySet()).isEqualTo(expected.keySet()).contains("r0");
    expected.forEach(
        (group, windows) ->
            assertThat(counts(last.get(group))).isEqualTo(counts(windows.update(group))));
  }

  @Test
  void groupsThatWereSilentForLongAreForgottenToTheLastByte() throws Exception {
    take("rack", TestingContexts.event("a", "r0", 1_000, 95.0));
    take("rack", TestingContexts.event("b", "r1", 61_000, 95.0));
    harness.processWatermark(1_000 + RETENTION);
    assertThat(lastUpdates().get("r0").getValues()).isNotEmpty();
    harness.processWatermark(61_000 + RETENTION + 1);
    harness.processWatermark(Long.MAX_VALUE);

    assertThat(lastUpdates().get("r0").getValues()).isEmpty();
    assertThat(lastUpdates().get("r1").getValues()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aContextThatIsAliveKeepsItsTimerAndForgetsOnlyWhatIsSilent() throws Exception {
    take("rack", TestingContexts.event("a", "r0", 1_000, 95.0));
    for (int i = 1; i < 10; i++) {
      take("rack", TestingContexts.event("b" + i, "r1", 50_000L * i, 95.0));
      harness.processWatermark(50_000L * i);
    }
    assertThat(lastUpdates().get("r0").getValues()).isEmpty();
    assertThat(lastUpdates().get("r1").getValues()).isNotEmpty();
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void groupsBeyondTheBoundAreCountedAndMakeNoState() throws Exception {
    for (int i = 0; i < ContextHead.MOST_GROUPS + 7; i++) {
      take("rack", TestingContexts.event("e" + i, "rack" + i, 1_000, 95.0));
    }
    assertThat(lastUpdates()).hasSize(ContextHead.MOST_GROUPS);
    assertThat(accounts()).isEqualTo(Map.of("beyond_limit.fleet@1", 7L));

    take("rack", TestingContexts.event("later", "new", 1_001 + RETENTION, 95.0));
    assertThat(lastUpdates()).as("what is far behind makes room").containsKey("new");
    assertThat(accounts()).isEmpty();
  }

  @Test
  void aCellThatTheDefinitionDoesNotHaveIsCountedAndLeftOut() throws Exception {
    LocalContexts local = new LocalContexts();
    local.take(
        List.of(ContextPlan.of(TestingContexts.fleet("rack"))),
        TestingContexts.event("a", "r0", 1_000, 95.0));
    List<ContextPartial> partials = new ArrayList<>();
    local.drain(partials::add);
    List<ContextPane> panes = partials.get(0).getGroups().get(0).getPanes();
    panes.add(new ContextPane(17, 1L, panes.get(0).getSummary()));
    panes.add(new ContextPane(-1, 1L, panes.get(0).getSummary()));
    harness.processElement(new StreamRecord<>(partials.get(0)));
    assertThat(lastUpdates().get("r0").getValues().get(0).getValue()).isEqualTo(1.0);
    assertThat(accounts()).isEqualTo(Map.of("unknown_cells.fleet@1", 1L));
  }

  @Test
  void anotherLayoutOfTheSameNameForgetsTheGroupsOfTheFormer() throws Exception {
    take("rack", TestingContexts.event("a", "r0", 1_000, 95.0));
    take("", TestingContexts.event("b", "r0", 2_000, 95.0));

    assertThat(lastUpdates().get("r0").getValues()).isEmpty();
    assertThat(lastUpdates().get("").getValues()).isNotEmpty();
  }

  private void open(OperatorSubtaskState state) throws Exception {
    function = new MergeContexts("plant", TestingPlant.OUTBOX);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), ContextPartial::getContext, Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private final List<ContextUpdate> read = new ArrayList<>();

  private void take(String groupBy, RegionEvent event) throws Exception {
    LocalContexts local = new LocalContexts();
    local.take(List.of(ContextPlan.of(TestingContexts.fleet(groupBy))), event);
    send(local);
  }

  private void send(LocalContexts local) throws Exception {
    List<ContextPartial> partials = new ArrayList<>();
    local.drain(partials::add);
    for (ContextPartial partial : partials) {
      harness.processElement(new StreamRecord<>(partial));
    }
  }

  private Map<String, ContextUpdate> lastUpdates() {
    Object element;
    while ((element = harness.getOutput().poll()) != null) {
      if (element instanceof StreamRecord<?> record) {
        read.add((ContextUpdate) record.getValue());
      }
    }
    Map<String, ContextUpdate> last = new HashMap<>();
    read.forEach(update -> last.put(update.getGroup(), update));
    return last;
  }

  private Map<String, Long> accounts() {
    List<Envelope> envelopes = new ArrayList<>();
    function.account(envelopes::add);
    return TestingPlant.counts(envelopes);
  }

  /** Counts, maxima and as-of times, which are exact; means are not compared here. */
  private static List<String> counts(ContextUpdate update) {
    return update.getValues().stream()
        .filter(value -> !value.getName().equals("cpu_mean"))
        .map(Object::toString)
        .toList();
  }
}
