package dev.reeve.features;

import dev.reeve.features.window.WindowShape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.numbers.gamma.Erfc;

/** The definition of windows and aggregates, spelled out over a list of raw events. */
final class WindowOracle {

  /** A value as it arrived: a number, or a text that counts as the number 1. */
  record Timed(long time, double value, String text) {}

  private final List<Timed> arrived = new ArrayList<>();

  void arrive(long time, double value) {
    arrived.add(new Timed(time, value, null));
  }

  void arriveText(long time, String text) {
    arrived.add(new Timed(time, 1, text));
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
    if (aggregate.equals("count") || aggregate.equals("count_where")) {
      return n;
    }
    if (aggregate.equals("distinct")) {
      return members.stream()
          .map(e -> e.text() == null ? e.value() + 0.0 : e.text())
          .distinct()
          .count();
    }
    if (aggregate.equals("stddev")) {
      return Math.sqrt(aggregate("variance", members, shape));
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
      case "first" -> first.value();
      case "last" -> last.value();
      case "delta" -> last.value() - first.value();
      case "rate" -> seconds > 0 ? exactSum(members).doubleValue() / seconds : Double.NaN;
      default -> throw new IllegalArgumentException(aggregate);
    };
  }

  /** Value of rank ⌊q·(n − 1)⌋, ranks from 0. */
  static double quantile(List<Timed> members, double q) {
    double[] values = members.stream().mapToDouble(Timed::value).sorted().toArray();
    return values.length == 0 ? Double.NaN : values[(int) (q * (values.length - 1))];
  }

  /** The most frequent text, of equally frequent ones the first; null without any. */
  static String top(List<Timed> members) {
    Map<String, Long> counts = new TreeMap<>();
    members.forEach(event -> counts.merge(event.text(), 1L, Long::sum));
    String top = null;
    for (String text : counts.keySet()) {
      top = top == null || counts.get(text) > counts.get(top) ? text : top;
    }
    return top;
  }

  /** Seconds since the last event time; NaN without an event. */
  static double secondsSince(List<Timed> members, long now) {
    return members.isEmpty() ? Double.NaN : (now - lastTime(members)) / 1_000.0;
  }

  /** Seconds since the value became another one, events older than the newest passed over. */
  static double secondsSinceChange(List<Timed> members, long now) {
    List<Timed> ahead = new ArrayList<>();
    for (Timed event : members) {
      if (ahead.isEmpty() || event.time() >= ahead.get(ahead.size() - 1).time()) {
        ahead.add(event);
      }
    }
    int start = ahead.size() - 1;
    while (start > 0 && same(ahead.get(start - 1), ahead.get(start))) {
      start--;
    }
    return start < 0 ? Double.NaN : (now - ahead.get(start).time()) / 1_000.0;
  }

  /** 1 − Q(|x − μ|/σ) against the members, 0 without any. */
  static double tail(List<Timed> members, double value) {
    if (members.isEmpty()) {
      return 0;
    }
    double mean = exactSum(members).doubleValue() / members.size();
    double deviation = Math.sqrt(squares(members).doubleValue() / members.size());
    double z = Math.abs(value - mean) / (deviation == 0 ? 1e-6 : deviation);
    return 1 - 0.5 * Erfc.value(z / Math.sqrt(2));
  }

  static long lastTime(List<Timed> members) {
    return members.stream().mapToLong(Timed::time).max().orElseThrow();
  }

  private static boolean same(Timed a, Timed b) {
    return a.value() == b.value() && Objects.equals(a.text(), b.text());
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
