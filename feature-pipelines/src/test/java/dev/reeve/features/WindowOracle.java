package dev.reeve.features;

import dev.reeve.features.window.WindowShape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The definition of windows and aggregates, spelled out over a list of raw events. */
final class WindowOracle {

  /** A value as it arrived. */
  record Timed(long time, double value) {}

  private final List<Timed> arrived = new ArrayList<>();

  void arrive(long time, double value) {
    arrived.add(new Timed(time, value));
  }

  List<Timed> members(WindowShape shape, long now) {
    return switch (shape.kind()) {
      case EVER -> arrived;
      case TIME -> {
        long newest = Math.floorDiv(now, shape.pane());
        long oldest = newest - shape.panes() + 1;
        yield arrived.stream()
            .filter(e -> Math.floorDiv(e.time(), shape.pane()) >= oldest)
            .toList();
      }
      case COUNT -> {
        int n = arrived.size();
        int step = (int) shape.pane();
        int end = n < shape.length() ? n : n / step * step;
        yield arrived.subList((int) Math.max(0, end - shape.length()), end);
      }
    };
  }

  /** The aggregate over the members, NaN where it is undefined. */
  static double aggregate(String aggregate, List<Timed> members, WindowShape shape) {
    int n = members.size();
    if (aggregate.equals("count")) {
      return n;
    }
    if (aggregate.equals("sum")) {
      return exactSum(members).doubleValue();
    }
    if (aggregate.equals("rate") && shape.kind() == WindowShape.Kind.TIME) {
      return exactSum(members).doubleValue() / (shape.length() / 1000.0);
    }
    if (n == 0) {
      return Double.NaN;
    }
    Timed first = members.get(0);
    Timed last = members.get(0);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Timed event : members) {
      first = event.time() < first.time() ? event : first;
      last = event.time() >= last.time() ? event : last;
      min = Math.min(min, event.value());
      max = Math.max(max, event.value());
    }
    double seconds = (last.time() - first.time()) / 1000.0;
    return switch (aggregate) {
      case "mean" -> exactSum(members).doubleValue() / n;
      case "variance" -> n < 2 ? Double.NaN : squares(members).doubleValue() / (n - 1);
      case "min" -> min;
      case "max" -> max;
      case "last" -> last.value();
      case "delta" -> last.value() - first.value();
      case "rate" -> seconds > 0 ? exactSum(members).doubleValue() / seconds : Double.NaN;
      default -> throw new IllegalArgumentException(aggregate);
    };
  }

  /** Weighted by 2^(−age/half-life) with the age measured from the latest event. */
  static double ewma(List<Timed> members, double halfLifeSeconds) {
    long now = members.stream().mapToLong(Timed::time).max().orElse(0);
    double weights = 0;
    double sum = 0;
    for (Timed event : members) {
      double weight = Math.pow(0.5, (now - event.time()) / 1000.0 / halfLifeSeconds);
      weights += weight;
      sum += weight * event.value();
    }
    return sum / weights;
  }

  static double greatest(List<Timed> members) {
    return members.stream().mapToDouble(e -> Math.abs(e.value())).max().orElse(0);
  }

  private static BigDecimal exactSum(List<Timed> members) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Timed event : members) {
      sum = sum.add(new BigDecimal(event.value()));
    }
    return sum;
  }

  private static BigDecimal squares(List<Timed> members) {
    BigDecimal mean =
        exactSum(members).divide(BigDecimal.valueOf(members.size()), MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (Timed event : members) {
      BigDecimal difference = new BigDecimal(event.value()).subtract(mean);
      squares = squares.add(difference.multiply(difference), MathContext.DECIMAL128);
    }
    return squares;
  }
}
