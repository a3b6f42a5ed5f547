package dev.reeve.benchmarks.pieces;

import dev.reeve.features.aggregate.Partial;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
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

/** One operation on what is kept of a pane with a thousand values of forty kinds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PartialBenchmark {

  private static final int VALUES = 1_000;
  private static final int DIFFERENT = 40;

  @Param public PartialKind kind;

  private final String[] texts = new String[DIFFERENT];
  private Partial pane;
  private Partial other;
  private byte[] bytes;
  private long next;

  @Setup
  public void fill() {
    for (int i = 0; i < DIFFERENT; i++) {
      texts[i] = "category-" + i;
    }
    pane = kind.start();
    other = kind.start();
    for (next = 0; next < VALUES; next++) {
      add(pane);
      add(other);
    }
    StateOutput out = new StateOutput(1_024);
    pane.write(out);
    bytes = out.toBytes();
  }

  @Benchmark
  public Partial add() {
    next++;
    add(pane);
    return pane;
  }

  @Benchmark
  public Partial merge() {
    return pane.and(other);
  }

  @Benchmark
  public byte[] write() {
    StateOutput out = new StateOutput(bytes.length);
    pane.write(out);
    return out.toBytes();
  }

  @Benchmark
  public Partial read() {
    return kind.read(ByteBuffer.wrap(bytes));
  }

  private void add(Partial partial) {
    if (kind == PartialKind.CATEGORIES) {
      partial.addText(next, texts[(int) (next * 31 % DIFFERENT)]);
    } else {
      partial.add(next, 1 + next * 31 % DIFFERENT);
    }
  }
}
