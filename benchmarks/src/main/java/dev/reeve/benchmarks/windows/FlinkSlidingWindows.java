package dev.reeve.benchmarks.windows;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Flink's own sliding windows with incremental aggregation, a result with every slide. The events
 * are bare tuples of key, time and value, which are cheaper than Reeve's.
 */
final class FlinkSlidingWindows implements WindowJob {

  static final TypeInformation<Tuple3<String, Long, Double>> EVENT =
      Types.TUPLE(Types.STRING, Types.LONG, Types.DOUBLE);

  @Override
  public String title() {
    return "SlidingEventTimeWindows";
  }

  /** Windows that one event may fall into; beyond, a pane takes minutes. */
  private static final int MOST_ASSIGNMENTS = 400;

  @Override
  public boolean supports(WindowLoad load) {
    return load.lengths().stream().mapToInt(Integer::intValue).sum() <= MOST_ASSIGNMENTS;
  }

  /** The events of the load as tuples with event time. */
  static DataStream<Tuple3<String, Long, Double>> events(
      StreamExecutionEnvironment environment, WindowLoad load, long events) {
    return environment
        .fromSequence(0, events - 1)
        .map(i -> Tuple3.of("h" + load.key(i), load.time(i), WindowLoad.value(i)))
        .returns(EVENT)
        .assignTimestampsAndWatermarks(
            PaneWatermarks.<Tuple3<String, Long, Double>>strategy()
                .withTimestampAssigner((event, unused) -> event.f1));
  }

  @Override
  public boolean needsFullWindows() {
    return false;
  }

  @Override
  public void build(
      StreamExecutionEnvironment environment, WindowLoad load, long events, WindowResults results) {
    events(environment, load, events)
        .keyBy(event -> event.f0, Types.STRING)
        .window(assigner(load))
        .aggregate(
            new MeanAndMax(),
            new Observe(ResultsInJvm.of(results)),
            Types.TUPLE(Types.LONG, Types.DOUBLE, Types.DOUBLE),
            Types.TUPLE(Types.DOUBLE, Types.DOUBLE),
            Types.LONG)
        .sinkTo(new DiscardingSink<>());
  }

  private static WindowAssigner<Object, TimeWindow> assigner(WindowLoad load) {
    List<Long> lengths = load.lengths().stream().map(panes -> panes * WindowLoad.PANE).toList();
    return lengths.size() == 1
        ? SlidingEventTimeWindows.of(
            Duration.ofMillis(lengths.get(0)), Duration.ofMillis(WindowLoad.PANE))
        : new AllLengths(lengths, WindowLoad.PANE);
  }

  private static final class Observe
      extends ProcessWindowFunction<Tuple2<Double, Double>, Long, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final ResultsInJvm name;
    private transient WindowResults results;

    Observe(ResultsInJvm name) {
      this.name = name;
    }

    @Override
    public void open(OpenContext context) {
      results = name.get();
    }

    @Override
    public void process(
        String key, Context context, Iterable<Tuple2<Double, Double>> values, Collector<Long> out) {
      TimeWindow window = context.window();
      Tuple2<Double, Double> value = values.iterator().next();
      int panes = (int) ((window.getEnd() - window.getStart()) / WindowLoad.PANE);
      results.accept(key, window.getEnd(), panes, value.f0, value.f1);
    }
  }
}
