package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.Plant;
import dev.reeve.benchmarks.windows.WindowLoad.Layout;
import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.MemoryCells;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event through the pure part: its entity's head is decoded from bytes, all windows take the
 * value in and answer, the head is encoded again. No Flink, cells on the heap, all windows full.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class FeatureNounBenchmark {

  @Param({"1", "5", "20", "80"})
  public int windows;

  @Param public Layout layout;

  @Param("10")
  public int eventsPerPane;

  @Param("200")
  public int keys;

  private WindowLoad load;
  private List<FeatureSetPlan> plans;
  private byte[][] heads;
  private MemoryCells[] cells;
  private RegionEvent[] events;
  private long next;

  /** Fills all windows. */
  @Setup
  public void fill() {
    load = new WindowLoad(windows, layout, eventsPerPane, keys);
    plans = List.of(FeatureSetPlan.of(load.featureSet()));
    heads = new byte[keys][];
    cells = new MemoryCells[keys];
    events = new RegionEvent[keys];
    for (int key = 0; key < keys; key++) {
      heads[key] = new EntityHead(0).toBytes();
      cells[key] = new MemoryCells();
      events[key] = Plant.event("e", WindowLoad.ENTITY_TYPE, "h" + key, 0, WindowLoad.MEASURE, 0);
      events[key].setMeasures(new HashMap<>());
    }
    next = 0;
    while (next < (windows + 1) * load.eventsInPane()) {
      event();
    }
  }

  /** The next event. */
  @Benchmark
  public FeatureVector event() {
    long i = next++;
    int key = load.key(i);
    RegionEvent event = events[key];
    event.setEventTime(load.time(i));
    event.getMeasures().put(WindowLoad.MEASURE, WindowLoad.value(i));
    EntityHead head = EntityHead.of(heads[key]);
    FeatureVector vector = EntityFeatures.apply(plans, head, cells[key], event).get(0);
    heads[key] = head.toBytes();
    return vector;
  }
}
