package dev.reeve.benchmarks.windows;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;

/** Mean and maximum in Flink's incremental form: count, sum, maximum. */
final class MeanAndMax
    implements AggregateFunction<
        Tuple3<String, Long, Double>, Tuple3<Long, Double, Double>, Tuple2<Double, Double>> {

  private static final long serialVersionUID = 1L;

  @Override
  public Tuple3<Long, Double, Double> createAccumulator() {
    return Tuple3.of(0L, 0.0, Double.NEGATIVE_INFINITY);
  }

  @Override
  public Tuple3<Long, Double, Double> add(
      Tuple3<String, Long, Double> event, Tuple3<Long, Double, Double> sum) {
    return Tuple3.of(sum.f0 + 1, sum.f1 + event.f2, Math.max(sum.f2, event.f2));
  }

  @Override
  public Tuple2<Double, Double> getResult(Tuple3<Long, Double, Double> sum) {
    return Tuple2.of(sum.f1 / sum.f0, sum.f2);
  }

  @Override
  public Tuple3<Long, Double, Double> merge(
      Tuple3<Long, Double, Double> left, Tuple3<Long, Double, Double> right) {
    return Tuple3.of(left.f0 + right.f0, left.f1 + right.f1, Math.max(left.f2, right.f2));
  }
}
