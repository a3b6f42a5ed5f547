package dev.reeve.features.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateOutput;
import dev.reeve.schema.ContextGroup;
import dev.reeve.schema.ContextPane;
import dev.reeve.schema.ContextPartial;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ReleaseBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The first of two steps: what one subtask saw of each context since it was last drained. It is
 * drained before each checkpoint barrier, so that it needs no state: a failure takes back the
 * events and what was merged of them alike.
 *
 * <p>Events without the attribute that a context is grouped by are in none of its groups, nor are
 * those with a value longer than {@link #LONGEST_GROUP}.
 */
public final class LocalContexts {

  /** Longest name of a group, in UTF-16 units. */
  public static final int LONGEST_GROUP = 200;

  /** Summaries of panes that are merged before they have to be drained. */
  static final int MOST_SUMMARIES = 4_096;

  private final Map<String, Local> contexts = new TreeMap<>();
  private int summaries;

  /** Merges an accepted event into the contexts that read events of its type. */
  public void take(List<ContextPlan> plans, RegionEvent event) {
    for (ContextPlan plan : plans) {
      String groupBy = plan.definition().groupBy();
      String name = groupBy.isEmpty() ? "" : event.getAttributes().get(groupBy);
      if (name != null && name.length() <= LONGEST_GROUP) {
        Local local =
            contexts.computeIfAbsent(plan.definition().id(), id -> new Local(plan.definition()));
        summaries += local.take(plan, name, event);
      }
    }
  }

  /** Whether so much is merged that it has to be drained before the next barrier. */
  public boolean isFull() {
    return summaries >= MOST_SUMMARIES;
  }

  /** Hands out what was merged, one partial for each context, and begins anew. */
  public void drain(Consumer<ContextPartial> out) {
    contexts.forEach((id, local) -> out.accept(local.partial(id)));
    contexts.clear();
    summaries = 0;
  }

  /** What was merged of one context. */
  private static final class Local {

    private static final Double ONE = 1.0;

    private final Object definition;
    private final Map<String, Group> groups = new TreeMap<>();

    Local(Object definition) {
      this.definition = definition;
    }

    /** Returns how many summaries came to be. */
    int take(ContextPlan plan, String name, RegionEvent event) {
      long time = event.getEventTime();
      int before = groups.size();
      Group group = groups.computeIfAbsent(name, n -> new Group(time));
      int made = groups.size() - before;
      group.first = Math.min(group.first, time);
      group.last = Math.max(group.last, time);
      for (int cell = 0; cell < plan.cells().size(); cell++) {
        ContextPlan.Cell of = plan.cells().get(cell);
        Double value = of.measure().isEmpty() ? ONE : event.getMeasures().get(of.measure());
        if (value != null && passes(of, event)) {
          made += group.add(cell, Math.floorDiv(time, of.shape().pane()), time, value);
        }
      }
      return made;
    }

    private static boolean passes(ContextPlan.Cell cell, RegionEvent event) {
      return cell.filter() == null || cell.filter().evaluate(new EventVariables(event)).isTrue();
    }

    ContextPartial partial(String id) {
      List<ContextGroup> rows = new ArrayList<>();
      groups.forEach((name, group) -> rows.add(group.row(name)));
      try {
        return new ContextPartial(id, ReleaseBody.JSON.writeValueAsString(definition), rows);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a definition is JSON", e);
      }
    }
  }

  /** What was merged of one group. */
  private static final class Group {

    private final Map<Integer, TreeMap<Long, Summary>> cells = new LinkedHashMap<>();
    private long first;
    private long last;

    Group(long time) {
      first = time;
      last = time;
    }

    int add(int cell, long pane, long time, double value) {
      TreeMap<Long, Summary> panes = cells.computeIfAbsent(cell, c -> new TreeMap<>());
      int before = panes.size();
      panes.computeIfAbsent(pane, p -> new Summary()).add(time, value);
      return panes.size() - before;
    }

    ContextGroup row(String name) {
      List<ContextPane> rows = new ArrayList<>();
      new TreeMap<>(cells)
          .forEach(
              (cell, panes) ->
                  panes.forEach(
                      (pane, summary) -> {
                        StateOutput out = new StateOutput(128);
                        summary.write(out);
                        rows.add(new ContextPane(cell, pane, ByteBuffer.wrap(out.toBytes())));
                      }));
      return new ContextGroup(name, first, last, rows);
    }
  }
}
