package dev.reeve.benchmarks.pieces;

import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.benchmarks.region.Plant;
import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.MemoryCells;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The head of an entity with twenty features over four windows: from bytes, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class HeadBenchmark {

  private byte[] bytes;
  private EntityHead head;

  /** An entity with a day of values. */
  @Setup
  public void observe() {
    List<FeatureSetPlan> plans = List.of(FeatureSetPlan.of(HostLoad.twentyFeatures()));
    MemoryCells cells = new MemoryCells();
    head = new EntityHead(0);
    for (long minute = 0; minute < 24 * 60; minute++) {
      EntityFeatures.apply(
          plans,
          head,
          cells,
          Plant.event(
              "e", HostLoad.ENTITY_TYPE, "h", minute * 60_000, HostLoad.MEASURE, minute % 17));
    }
    bytes = head.toBytes();
  }

  /** Bytes of the head, as of this build. */
  public int size() {
    return bytes.length;
  }

  @Benchmark
  public EntityHead read() {
    return EntityHead.of(bytes);
  }

  @Benchmark
  public byte[] write() {
    return head.toBytes();
  }
}
