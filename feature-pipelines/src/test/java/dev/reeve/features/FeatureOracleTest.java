package dev.reeve.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazon.randomcutforest.RandomCutForest;
import dev.reeve.features.WindowOracle.Timed;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.Aggregate.Input;
import dev.reeve.features.anomaly.HabituatingSurprise;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does every aggregate, over every input and kind of window, filtered and not, equal a naive loop
 * over the list of raw events, in two versions of the sets side by side? The stream has disorder,
 * repeated events, gaps, negative times, missing measures (a NaN never gets this far) and outliers
 * of 1e15; state is written and read anew before every event.
 *
 * <p>Exact: counts, least, greatest, first and last values, differences, texts, times, scores of
 * detectors, and distinct counts up to 192. With n values of greatest magnitude g otherwise: sums
 * and means within 1e-12 of the exact value and 1e-15·g·n; variances within 1e-9 and 1e-15·g²;
 * quantiles within 1 %; more distinct values within 10 %; tail probabilities within 1e-6.
 */
class FeatureOracleTest {

  private static final String FILTER = "attribute.code == \"b\" || measure.cpu > 1000000.5";
  private static final int SET_SIZE = 150;
  private static final List<String> CODES = List.of("a", "b", "c", "", "ä", "x".repeat(64));
  private static final Map<String, Map<String, Double>> PARAMETERS =
      Map.of(
          "ewma", Map.of("half_life", 20.0),
          "quantile", Map.of("q", 0.9),
          "random_cut_forest", Map.of("trees", 3.0, "sample_size", 16.0, "shingle_size", 2.0));
  private static final List<List<WindowDefinition>> VERSIONS =
      List.of(
          List.of(
              TestingSets.last("1m", null),
              TestingSets.last("2h", "10s"),
              TestingSets.count(7, 1),
              TestingSets.count(20, 5),
              WindowDefinition.EVER),
          List.of(
              TestingSets.last("10s", "2s"),
              TestingSets.last("5s", "5s"),
              TestingSets.count(1, 1),
              TestingSets.count(300, 2),
              WindowDefinition.EVER));

  /** What arrived for an input, and what the detectors say of its last value. */
  private static final class Arrived {
    private final WindowOracle values = new WindowOracle();
    private final Map<String, Double> scores = new HashMap<>();
    private final HabituatingSurprise surprise = new HabituatingSurprise();
    private final RandomCutForest forest =
        RandomCutForest.builder()
            .numberOfTrees(3)
            .sampleSize(16)
            .shingleSize(2)
            .dimensions(2)
            .timeDecay(1e-4)
            .internalShinglingEnabled(true)
            .outputAfter(16)
            .randomSeed(HexFormat.fromHexDigitsToLong(Digest.of("host/h1"), 0, 16))
            .build();

    void number(long time, double value) {
      scores.put("habituating_surprise", surprise.score(time, value));
      scores.put("random_cut_forest", forest.getAnomalyScore(new float[] {(float) value}));
      forest.update(new float[] {(float) value});
      values.arrive(time, value);
    }
  }

  private final List<FeatureSetPlan> plans = plans();
  private final Map<String, Arrived> arrived = new TreeMap<>();
  private final Map<String, Double> tails = new HashMap<>();
  private long since = Long.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyAggregateEqualsTheNaiveLoop(long seed) {
    Random random = new Random(seed);
    TestingCells cells = new TestingCells();
    EntityHead head = null;
    RegionEvent event = null;
    long now = -7_000_000;
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      now += step(random);
      long time = random.nextInt(5) == 0 ? now - random.nextInt(30_000) : now;
      event = event == null || random.nextInt(20) > 0 ? event(random, i, time) : event;
      head = EntityHead.of((head == null ? new EntityHead(event.getEventTime()) : head).toBytes());
      arrive(event, Math.max(head.highWaterMark(), event.getEventTime()));
      List<FeatureVector> vectors = EntityFeatures.apply(plans, head, cells, event);
      now = head.highWaterMark();
      if (i % 11 == 0 || i > 296) {
        for (int plan = 0; plan < plans.size(); plan++) {
          compare(plans.get(plan), vectors.get(plan), event, now);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(25 * plans.size());
  }

  private static List<FeatureSetPlan> plans() {
    List<FeatureSetPlan> plans = new ArrayList<>();
    for (int version = 1; version <= VERSIONS.size(); version++) {
      List<FeatureDefinition> features = features(VERSIONS.get(version - 1));
      for (int from = 0; from < features.size(); from += SET_SIZE) {
        int to = Math.min(features.size(), from + SET_SIZE);
        plans.add(FeatureSetPlan.of(set("load" + from, version, features.subList(from, to))));
      }
    }
    return plans;
  }

  private static List<FeatureDefinition> features(List<WindowDefinition> windows) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (Aggregate aggregate : Aggregate.all().values()) {
      for (WindowDefinition window : windows) {
        for (Input input : Input.values()) {
          for (String filter : List.of("", FILTER)) {
            if (aggregate.windows().contains(WindowShape.of(window).kind())
                && aggregate.inputs().contains(input)
                && !(filter.isEmpty() && aggregate.needsFilter())) {
              features.add(
                  new FeatureDefinition(
                      "f" + features.size(),
                      input == Input.MEASURE ? "cpu" : "",
                      input == Input.ATTRIBUTE ? "code" : "",
                      filter,
                      aggregate.title(),
                      "",
                      window,
                      PARAMETERS.getOrDefault(aggregate.title(), Map.of()),
                      null,
                      "",
                      ""));
            }
          }
        }
      }
    }
    return features;
  }

  private static FeatureSetDefinition set(
      String name, int version, List<FeatureDefinition> features) {
    return new FeatureSetDefinition(
        name,
        version,
        "host",
        "",
        "",
        Map.of("cpu", "percent"),
        Map.of("code", "what happened"),
        "3650d",
        null,
        null,
        null,
        List.of(),
        features);
  }

  private static RegionEvent event(Random random, int i, long time) {
    RegionEvent event =
        TestingSets.event("e" + i, time, random.nextInt(10) == 0 ? null : value(random));
    if (random.nextInt(8) > 0) {
      event.setAttributes(Map.of("code", CODES.get(random.nextInt(CODES.size()))));
    }
    return event;
  }

  private static double value(Random random) {
    return switch (random.nextInt(100)) {
      case 0 -> 1e15;
      case 1 -> -1e15;
      case 2 -> random.nextBoolean() ? 0.0 : -0.0;
      case 3, 4, 5 -> -random.nextInt(50);
      default -> 1e6 + random.nextGaussian();
    };
  }

  private static long step(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> 20_000 + random.nextInt(100_000);
      case 1 -> random.nextInt(4_000_000);
      default -> random.nextInt(1_500);
    };
  }

  private void arrive(RegionEvent event, long now) {
    since = Math.min(since, event.getEventTime());
    Double cpu = event.getMeasures().get("cpu");
    String code = event.getAttributes().get("code");
    tails.clear();
    for (FeatureSetPlan plan : plans) {
      for (FeatureDefinition feature : plan.definition().features()) {
        if (feature.aggregate().equals("gaussian_tail") && cpu != null && passes(feature, event)) {
          List<Timed> before = of(feature).values.members(WindowShape.of(feature.window()), now);
          tails.put(plan.definition().id() + feature.name(), WindowOracle.tail(before, cpu));
        }
      }
    }
    for (String filter : List.of("", FILTER)) {
      if (filter.isEmpty() || passes(event)) {
        of("event" + filter).values.arrive(event.getEventTime(), 1);
        if (cpu != null) {
          of("cpu" + filter).number(event.getEventTime(), cpu);
        }
        if (code != null) {
          of("code" + filter).values.arriveText(event.getEventTime(), code);
        }
      }
    }
  }

  private static boolean passes(FeatureDefinition feature, RegionEvent event) {
    return feature.filter().isEmpty() || passes(event);
  }

  /** The filter, in Java: one side that holds is enough, even where the other is undetermined. */
  private static boolean passes(RegionEvent event) {
    Double cpu = event.getMeasures().get("cpu");
    return "b".equals(event.getAttributes().get("code")) || cpu != null && cpu > 1_000_000.5;
  }

  private Arrived of(FeatureDefinition feature) {
    String input = feature.measure().isEmpty() ? feature.attribute() : feature.measure();
    return of((input.isEmpty() ? "event" : input) + feature.filter());
  }

  private Arrived of(String input) {
    return arrived.computeIfAbsent(input, name -> new Arrived());
  }

  private void compare(FeatureSetPlan plan, FeatureVector vector, RegionEvent event, long now) {
    for (int i = 0; i < plan.definition().features().size(); i++) {
      FeatureDefinition feature = plan.definition().features().get(i);
      WindowShape shape = WindowShape.of(feature.window());
      List<Timed> members = of(feature).values.members(shape, now);
      String what = plan.definition().id() + " " + feature + " at " + now;
      char status = vector.getStatuses().charAt(i);
      if (feature.aggregate().equals("top_category")) {
        String top = WindowOracle.top(members);
        assertThat(vector.getTexts().get(i)).as(what).isEqualTo(top == null ? "" : top);
        assertThat(status == 'M').as(what).isEqualTo(top == null);
      } else {
        boolean has = event.getMeasures().containsKey("cpu") && passes(feature, event);
        double expected = expected(plan, feature, members, shape, now, has);
        compare(what, feature, vector.getValues().get(i), expected, members, shape);
        assertThat(status == 'M').as(what).isEqualTo(Double.isNaN(expected));
      }
      if (shape.kind() != Kind.EVER && !feature.aggregate().equals("gaussian_tail")) {
        long age = members.isEmpty() ? -1 : now - WindowOracle.lastTime(members);
        assertThat(vector.getAges().get(i)).as(what).isEqualTo(age);
        boolean spanned =
            shape.kind() == Kind.COUNT
                ? members.size() == shape.length()
                : since <= (Math.floorDiv(now, shape.pane()) - shape.panes() + 1) * shape.pane();
        assertThat(status).as(what).isEqualTo(status == 'M' ? 'M' : spanned ? 'F' : 'I');
      }
    }
  }

  private double expected(
      FeatureSetPlan plan,
      FeatureDefinition feature,
      List<Timed> members,
      WindowShape shape,
      long now,
      boolean has) {
    return switch (feature.aggregate()) {
      case "ewma" -> members.isEmpty() ? Double.NaN : WindowOracle.ewma(members, 20);
      case "quantile" -> WindowOracle.quantile(members, 0.9);
      case "seconds_since" -> WindowOracle.secondsSince(members, now);
      case "seconds_since_change" -> WindowOracle.secondsSinceChange(members, now);
      case "gaussian_tail" ->
          tails.getOrDefault(plan.definition().id() + feature.name(), Double.NaN);
      case "habituating_surprise", "random_cut_forest" ->
          has ? of(feature).scores.get(feature.aggregate()) : Double.NaN;
      default -> WindowOracle.aggregate(feature.aggregate(), members, shape);
    };
  }

  private static void compare(
      String what,
      FeatureDefinition feature,
      double got,
      double expected,
      List<Timed> members,
      WindowShape shape) {
    double g = WindowOracle.greatest(members);
    double sums = 1e-15 * g * (members.size() + 1);
    switch (feature.aggregate()) {
      case "sum", "mean" -> near(what, got, expected, 1e-12, sums);
      case "rate" -> near(what, got, expected, 1e-12, sums * 1_000 / seconds(members, shape));
      case "ewma" -> near(what, got, expected, 1e-9, sums);
      case "variance" -> near(what, got, expected, 1e-9, 1e-15 * g * g);
      case "stddev" -> near(what, got * got, expected * expected, 1e-9, 1e-15 * g * g);
      case "quantile" -> near(what, got, expected, 0.01, 0);
      case "distinct" -> near(what, got, expected, expected <= 192 ? 0 : 0.1, 0);
      case "gaussian_tail" -> near(what, got, expected, 0, 1e-6);
      default -> assertThat(got + 0.0).as(what).isEqualTo(Double.valueOf(expected + 0.0));
    }
  }

  private static double seconds(List<Timed> members, WindowShape shape) {
    return shape.kind() == Kind.TIME ? shape.length() : 1;
  }

  private static void near(
      String what, double got, double expected, double relative, double absolute) {
    if (Double.isNaN(expected)) {
      assertThat(got).as(what).isNaN();
    } else {
      assertThat(got)
          .as(what)
          .isCloseTo(expected, within(relative * Math.abs(expected) + absolute));
    }
  }
}
