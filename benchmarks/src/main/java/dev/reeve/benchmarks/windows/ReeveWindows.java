package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.region.Gate;
import dev.reeve.benchmarks.region.Plant;
import dev.reeve.benchmarks.region.RegionFeatures;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Reeve: the features of a region job, a vector with every event. */
final class ReeveWindows implements WindowJob {

  @Override
  public String title() {
    return "Reeve";
  }

  @Override
  public boolean supports(WindowLoad load) {
    return true;
  }

  @Override
  public boolean needsFullWindows() {
    return true;
  }

  @Override
  public void build(
      StreamExecutionEnvironment environment, WindowLoad load, long events, WindowResults results) {
    Gate gate = Gate.closed(environment.getParallelism());
    DataStream<SourcedEvent> stream =
        environment
            .fromSequence(0, events - 1)
            .map(new ToEvent(load, gate))
            .returns(new AvroTypeInfo<>(SourcedEvent.class))
            .assignTimestampsAndWatermarks(
                PaneWatermarks.<SourcedEvent>strategy()
                    .withTimestampAssigner((event, unused) -> event.getEvent().getEventTime()));
    RegionFeatures.of(stream, load.featureSet(), gate)
        .flatMap(new Observe(load, ResultsInJvm.of(results)))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
  }

  private static final class ToEvent extends RichMapFunction<Long, SourcedEvent> {
    private static final long serialVersionUID = 1L;

    private final WindowLoad load;
    private final Gate gate;

    ToEvent(WindowLoad load, Gate gate) {
      this.load = load;
      this.gate = gate;
    }

    @Override
    public SourcedEvent map(Long i) throws InterruptedException {
      if (i == 0) {
        gate.pass();
      }
      String entity = "h" + load.key(i);
      return Plant.sourced(
          Plant.event(
              "e" + i,
              WindowLoad.ENTITY_TYPE,
              entity,
              load.time(i),
              WindowLoad.MEASURE,
              WindowLoad.value(i)),
          i);
    }
  }

  private static final class Observe extends RichFlatMapFunction<FeatureBundle, Long> {
    private static final long serialVersionUID = 1L;

    private final WindowLoad load;
    private final ResultsInJvm name;
    private transient WindowResults results;
    private transient List<Integer> lengths;

    Observe(WindowLoad load, ResultsInJvm name) {
      this.load = load;
      this.name = name;
    }

    @Override
    public void open(OpenContext context) {
      results = name.get();
      lengths = load.lengths();
    }

    @Override
    public void flatMap(FeatureBundle bundle, Collector<Long> out) {
      List<Double> values = bundle.getVectors().get(0).getValues();
      long time = bundle.getEvent().getEventTime();
      long end = (Math.floorDiv(time, WindowLoad.PANE) + 1) * WindowLoad.PANE;
      int wanted = results.wantsEveryLength() ? lengths.size() : 1;
      for (int i = 0; i < wanted; i++) {
        results.accept(
            bundle.getEvent().getEntity(),
            end,
            lengths.get(i),
            values.get(2 * i),
            values.get(2 * i + 1));
      }
    }
  }
}
