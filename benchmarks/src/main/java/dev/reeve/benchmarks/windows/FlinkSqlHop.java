package dev.reeve.benchmarks.windows;

import dev.reeve.benchmarks.windows.WindowLoad.Layout;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * Flink SQL's HOP, which slices as Reeve does: with its two phases and their buffers, a result with
 * every slide.
 */
final class FlinkSqlHop implements WindowJob {

  @Override
  public String title() {
    return "Flink SQL HOP";
  }

  @Override
  public boolean supports(WindowLoad load) {
    return load.layout() == Layout.OVERLAPPING;
  }

  @Override
  public boolean needsFullWindows() {
    return true;
  }

  @Override
  public void build(
      StreamExecutionEnvironment environment, WindowLoad load, long events, WindowResults results) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
    tables.createTemporaryView(
        "events",
        FlinkSlidingWindows.events(environment, load, events),
        Schema.newBuilder()
            .column("f0", "STRING")
            .column("f1", "BIGINT")
            .column("f2", "DOUBLE")
            .columnByMetadata("event_time", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("event_time", "SOURCE_WATERMARK()")
            .build());
    Table windows =
        tables.sqlQuery(
            "SELECT f0, window_end, AVG(f2), MAX(f2) FROM HOP(TABLE events,"
                + " DESCRIPTOR(event_time), INTERVAL '1' SECOND, INTERVAL '"
                + load.windows()
                + "' SECOND) GROUP BY f0, window_start, window_end");
    tables
        .toDataStream(windows)
        .flatMap(new Observe(load.windows(), ResultsInJvm.of(results)))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
  }

  private static final class Observe extends RichFlatMapFunction<Row, Long> {
    private static final long serialVersionUID = 1L;

    private final int panes;
    private final ResultsInJvm name;
    private transient WindowResults results;

    Observe(int panes, ResultsInJvm name) {
      this.panes = panes;
      this.name = name;
    }

    @Override
    public void open(OpenContext context) {
      results = name.get();
    }

    @Override
    public void flatMap(Row row, Collector<Long> out) {
      LocalDateTime end = row.getFieldAs(1);
      results.accept(
          row.getFieldAs(0),
          end.toInstant(ZoneOffset.UTC).toEpochMilli(),
          panes,
          row.getFieldAs(2),
          row.getFieldAs(3));
    }
  }
}
