package dev.reeve.features.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.schema.ContextGroup;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.ContextUpdate;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.RegionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Is what subtasks merge in two steps what one naive loop over all events computes? */
class ContextMergeTest {

  @ParameterizedTest
  @CsvSource({"1,1,''", "2,2,''", "3,3,''", "1,4,rack", "2,2,rack", "3,5,rack"})
  void anySplitInAnyOrderEqualsTheNaiveLoop(long seed, int subtasks, String groupBy) {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet(groupBy));
    List<RegionEvent> events = TestingContexts.events(seed, 5_000);
    Map<String, ContextWindows> merged = merge(plan, events, subtasks, new Random(seed));

    for (Map.Entry<String, ContextWindows> group : merged.entrySet()) {
      assertEqual(
          group.getValue().update(group.getKey()),
          events.stream().filter(e -> isIn(e, groupBy, group.getKey())).toList());
    }
    assertThat(merged.keySet())
        .containsExactlyInAnyOrderElementsOf(
            groupBy.isEmpty() ? List.of("") : List.of("r0", "r1", "r2", "r3"));
  }

  @Test
  void usageExample() {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet(""));
    LocalContexts local = new LocalContexts();
    local.take(List.of(plan), TestingContexts.event("a", null, 1_000, 95.0));
    local.take(List.of(plan), TestingContexts.event("b", null, 2_000, 45.0));
    ContextWindows windows = new ContextWindows(plan);
    local.drain(partial -> partial.getGroups().forEach(windows::merge));

    ContextUpdate update = windows.update("");

    assertThat(update.getAsOf()).isEqualTo(2_000);
    assertThat(value(update, "events")).isEqualTo(2.0);
    assertThat(value(update, "busy")).isEqualTo(1.0);
    assertThat(value(update, "cpu_max")).isEqualTo(95.0);
    assertThat(value(update, "cpu_mean")).isEqualTo(70.0);
  }

  @Test
  void aWindowIsIncompleteUntilItIsSpannedAndMissingWithoutAValue() {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet(""));
    ContextWindows windows = new ContextWindows(plan);
    take(windows, plan, TestingContexts.event("a", null, 0, null));
    assertThat(status(windows, "events")).isEqualTo("INCOMPLETE");
    assertThat(status(windows, "cpu_max")).isEqualTo("MISSING");
    take(windows, plan, TestingContexts.event("b", null, 9_000, 5.0));
    assertThat(status(windows, "events")).isEqualTo("FRESH");
    assertThat(status(windows, "busy")).isEqualTo("INCOMPLETE");
    assertThat(status(windows, "cpu_max")).isEqualTo("FRESH");
  }

  @Test
  void whatLeftTheWindowIsNotKept() {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet(""));
    ContextWindows windows = new ContextWindows(plan);
    for (int i = 0; i < 1_000; i++) {
      take(windows, plan, TestingContexts.event("a" + i, null, 7_000L * i, 5.0));
    }
    int most = 25 + 3 * 4 + (12 + 10 + 10) * 89;
    assertThat(windows.write().length).isLessThan(most);
    take(windows, plan, TestingContexts.event("late", null, 0, 99.0));
    assertThat(value(windows.update(""), "cpu_max")).isEqualTo(5.0);
  }

  @Test
  void stateOfAnotherLayoutStartsAnew() {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet(""));
    ContextWindows windows = new ContextWindows(plan);
    take(windows, plan, TestingContexts.event("a", null, 1_000, 5.0));
    byte[] bytes = windows.write();
    assertThat(ContextWindows.read(plan, bytes).write()).isEqualTo(bytes);
    assertThat(ContextWindows.asOf(bytes)).isEqualTo(1_000);

    ContextPlan other = ContextPlan.of(TestingContexts.fleet("rack"));
    assertThat(ContextWindows.read(other, bytes).write())
        .isEqualTo(new ContextWindows(other).write());
  }

  @Test
  void aSubtaskHandsOnBeforeItHoldsTooMuch() {
    ContextPlan plan = ContextPlan.of(TestingContexts.fleet("rack"));
    LocalContexts local = new LocalContexts();
    int taken = 0;
    while (!local.isFull()) {
      local.take(List.of(plan), TestingContexts.event("e", "rack" + taken++, taken, 95.0));
      assertThat(taken).isLessThan(10_000);
    }
    List<ContextPartial> partials = new ArrayList<>();
    local.drain(partials::add);
    assertThat(partials).hasSize(1);
    assertThat(partials.get(0).getGroups()).hasSize(taken);
    assertThat(local.isFull()).isFalse();
    local.drain(partial -> assertThat(partial).as("drained twice").isNull());
  }

  private static Map<String, ContextWindows> merge(
      ContextPlan plan, List<RegionEvent> events, int subtasks, Random random) {
    List<List<ContextGroup>> streams = new ArrayList<>();
    List<LocalContexts> locals = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      streams.add(new ArrayList<>());
      locals.add(new LocalContexts());
    }
    for (RegionEvent event : events) {
      int subtask = random.nextInt(subtasks);
      locals.get(subtask).take(List.of(plan), event);
      if (random.nextInt(200) == 0) {
        locals.get(subtask).drain(p -> streams.get(subtask).addAll(p.getGroups()));
      }
    }
    for (int i = 0; i < subtasks; i++) {
      List<ContextGroup> stream = streams.get(i);
      locals.get(i).drain(p -> stream.addAll(p.getGroups()));
    }
    List<ContextGroup> arrivals = new ArrayList<>();
    streams.forEach(arrivals::addAll);
    Collections.shuffle(arrivals, random);
    Map<String, ContextWindows> merged = new HashMap<>();
    for (ContextGroup group : arrivals) {
      // Through bytes, as state does.
      ContextWindows windows = merged.get(group.getGroup());
      windows = ContextWindows.read(plan, windows == null ? null : windows.write());
      windows.merge(group);
      merged.put(group.getGroup(), windows);
    }
    return merged;
  }

  private static void assertEqual(ContextUpdate update, List<RegionEvent> events) {
    long last = events.stream().mapToLong(RegionEvent::getEventTime).max().orElseThrow();
    assertThat(update.getAsOf()).isEqualTo(last);
    long from10 = 1_000 * (Math.floorDiv(last, 1_000L) - 9);
    long from60 = 5_000 * (Math.floorDiv(last, 5_000L) - 11);
    assertThat(value(update, "events"))
        .isEqualTo(events.stream().filter(e -> e.getEventTime() >= from10).count());
    assertThat(value(update, "busy")).isEqualTo(cpu(events, from60, c -> c > 90.0).count());
    OptionalDouble max = cpu(events, from10, c -> true).max();
    assertThat(value(update, "cpu_max")).isEqualTo(max.isPresent() ? max.getAsDouble() : null);
    OptionalDouble mean = cpu(events, from10, c -> true).average();
    if (mean.isPresent()) {
      assertThat(value(update, "cpu_mean")).isCloseTo(mean.getAsDouble(), within(1e-9));
    }
  }

  private static DoubleStream cpu(List<RegionEvent> events, long from, Predicate<Double> which) {
    return events.stream()
        .filter(e -> e.getEventTime() >= from)
        .map(e -> e.getMeasures().get("cpu"))
        .filter(c -> c != null && which.test(c))
        .mapToDouble(c -> c);
  }

  private static boolean isIn(RegionEvent event, String groupBy, String group) {
    return groupBy.isEmpty() || group.equals(event.getAttributes().get(groupBy));
  }

  private static void take(ContextWindows windows, ContextPlan plan, RegionEvent event) {
    LocalContexts local = new LocalContexts();
    local.take(List.of(plan), event);
    local.drain(partial -> partial.getGroups().forEach(windows::merge));
  }

  private static Double value(ContextUpdate update, String name) {
    return find(update, name).getValue();
  }

  private static String status(ContextWindows windows, String name) {
    return find(windows.update(""), name).getStatus();
  }

  private static ContextValue find(ContextUpdate update, String name) {
    return update.getValues().stream()
        .filter(value -> value.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
