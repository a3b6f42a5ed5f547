package dev.reeve.benchmarks.hotkey;

import dev.reeve.benchmarks.region.Gate;
import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.benchmarks.region.LocalCluster;
import dev.reeve.benchmarks.region.MeasuredSpan;
import dev.reeve.benchmarks.region.ProcessorTime;
import dev.reeve.benchmarks.region.RegionFeatures;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Runs a load through the features of a region job, in one subtask. One run in a JVM at a time. */
final class HotRun {

  private static volatile long startNanos;
  private static volatile long startCpuNanos;
  private static volatile long lastNanos;
  private static volatile long lastCpuNanos;
  private static volatile Histogram latencies;

  private final Path folder;

  /**
   * What came out of the seconds of event time after the warm-up.
   *
   * @param span what their events took
   * @param latencies microseconds from when an event of an ordinary entity was due to its vector
   */
  record Result(MeasuredSpan span, Histogram latencies) {}

  HotRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs it.
   *
   * @param warm seconds of event time before the measured ones
   * @param measured seconds of event time that are measured
   * @param rate seconds of event time in a second; 0 for as fast as it goes
   */
  Result run(HotLoad load, int warm, int measured, double rate) throws Exception {
    startNanos = 0;
    latencies = new Histogram(60_000_000L, 3);
    StreamExecutionEnvironment environment = LocalCluster.environment(1, folder);
    environment.setBufferTimeout(1);
    Gate gate = Gate.closed(1);
    long events = (long) (warm + measured) * load.perSecond();
    var stream =
        environment
            .fromSequence(0, events - 1)
            .map(new WhenDue(load, gate, rate * load.perSecond()))
            .returns(new AvroTypeInfo<>(SourcedEvent.class));
    RegionFeatures.of(stream, HostLoad.twentyFeatures(), gate)
        .flatMap(new Observe((long) warm * load.perSecond(), rate > 0))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    environment.execute("hot key");
    long nanos = lastNanos - startNanos;
    environment.close();
    return new Result(
        new MeasuredSpan((long) measured * load.perSecond(), nanos, lastCpuNanos - startCpuNanos),
        latencies);
  }

  /** Hands an event on when it is due, however late the one before was; its time is recorded. */
  private static final class WhenDue implements MapFunction<Long, SourcedEvent> {
    private static final long serialVersionUID = 1L;

    private final HotLoad load;
    private final Gate gate;
    private final double perSecond;
    private long begin;

    WhenDue(HotLoad load, Gate gate, double perSecond) {
      this.load = load;
      this.gate = gate;
      this.perSecond = perSecond;
    }

    @Override
    public SourcedEvent map(Long i) throws InterruptedException {
      if (i == 0) {
        gate.pass();
        begin = System.nanoTime();
      }
      SourcedEvent event = load.event(i);
      if (perSecond > 0) {
        long due = begin + (long) (i * 1e9 / perSecond);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        event.getSource().setTimestamp(due);
      }
      return event;
    }
  }

  private record Observe(long warmEvents, boolean timed)
      implements FlatMapFunction<FeatureBundle, Long> {
    @Override
    public void flatMap(FeatureBundle bundle, Collector<Long> out) {
      if (bundle.getOffset() < warmEvents) {
        return;
      }
      if (startNanos == 0) {
        startNanos = System.nanoTime();
        startCpuNanos = ProcessorTime.nanos();
      }
      if (timed && !HotLoad.isHot(bundle.getEvent().getEntity())) {
        long micros = (System.nanoTime() - bundle.getTimestamp()) / 1_000;
        latencies.recordValue(Math.min(micros, latencies.getHighestTrackableValue()));
      }
      lastNanos = System.nanoTime();
      if ((bundle.getOffset() & 0x3FF) == 0) {
        lastCpuNanos = ProcessorTime.nanos();
      }
    }
  }
}
