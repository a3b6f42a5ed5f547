package dev.reeve.features;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.last;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.WindowDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Does every value carry its age and status; do filters, texts and derived features hold? */
class TypedFreshnessTest {

  private static final WindowDefinition EVER = WindowDefinition.EVER;

  @Test
  void aFilterLetsThroughWhatItSaysAndNothingThatIsUndetermined() {
    FeatureSetState state =
        start(
            aggregate("eu", "cpu", "", "attribute.zone == 'eu' && measure.cpu > 1.0", "sum", EVER),
            aggregate("events", "", "", "event.time >= 2000", "count_where", EVER));
    state.apply(event(1_000, 5.0, "eu"), 1_000);
    state.apply(event(2_000, 7.0, "us"), 2_000);
    state.apply(event(3_000, 0.5, "eu"), 3_000);
    state.apply(event(4_000, null, "eu"), 4_000);
    FeatureVector vector = state.apply(event(5_000, 9.0, null), 5_000);
    assertThat(vector.getValues()).containsExactly(5.0, 4.0);
    assertThat(vector.getAges()).containsExactly(4_000L, 0L);
    assertThat(vector.getTexts()).isEmpty();
  }

  @Test
  void aTextIsAValueOfItsOwn() {
    FeatureSetState state =
        start(
            aggregate("zone", "", "zone", "", "top_category", count(3, 1)),
            aggregate("n", "", "zone", "", "count", EVER));
    FeatureVector none = state.apply(event(0, 1.0, null), 0);
    assertThat(none.getStatuses()).isEqualTo("MF");
    assertThat(none.getAges()).containsExactly(-1L, -1L);
    assertThat(none.getTexts()).containsExactly("", "");
    state.apply(event(1_000, 1.0, "eu"), 1_000);
    state.apply(event(2_000, 1.0, "us"), 2_000);
    FeatureVector vector = state.apply(event(3_000, 1.0, "us"), 3_000);
    assertThat(vector.getTexts()).containsExactly("us", "");
    assertThat(vector.getValues()).containsExactly(Double.NaN, 3.0);
    assertThat(vector.getStatuses()).isEqualTo("FF");
  }

  @Test
  void aValueIsStaleWhenItsLastOneIsTooOldAndThatWinsOverIncomplete() {
    FeatureDefinition mean = aggregate("mean", "cpu", "", "", "mean", last("1h", null));
    FeatureSetState state =
        start(staleAfter(mean, "10s"), aggregate("n", "", "", "", "count", EVER));
    assertThat(state.apply(event(0, 1.0, null), 0).getStatuses()).isEqualTo("IF");
    assertThat(state.apply(event(10_000, null, null), 10_000).getStatuses()).isEqualTo("IF");
    FeatureVector vector = state.apply(event(10_001, null, null), 10_001);
    assertThat(vector.getStatuses()).isEqualTo("SF");
    assertThat(vector.getValues()).containsExactly(1.0, 3.0);
    assertThat(vector.getAges()).containsExactly(10_001L, 0L);
    assertThat(state.silent(3_700_000).getStatuses()).isEqualTo("MF");
  }

  @Test
  void aDerivedFeatureIsAsOldAsTheOldestAndAsBadAsTheWorstItNeeds() {
    FeatureSetState state =
        start(
            derived("twice", "share * 2.0"),
            derived("share", "cpu / total"),
            aggregate("cpu", "cpu", "", "", "last", EVER),
            staleAfter(aggregate("total", "requests", "", "", "last", EVER), "5s"));
    assertThat(state.apply(event(0, 8.0, null), 0).getStatuses()).isEqualTo("MMFM");
    RegionEvent both = event(1_000, 8.0, null);
    both.setMeasures(Map.of("cpu", 8.0, "requests", 4.0));
    FeatureVector vector = state.apply(both, 1_000);
    assertThat(vector.getValues()).containsExactly(4.0, 2.0, 8.0, 4.0);
    assertThat(vector.getStatuses()).isEqualTo("FFFF");
    vector = state.apply(event(7_000, 2.0, null), 7_000);
    assertThat(vector.getValues()).containsExactly(1.0, 0.5, 2.0, 4.0);
    assertThat(vector.getStatuses()).isEqualTo("SSFS");
    assertThat(vector.getAges()).containsExactly(6_000L, 6_000L, 0L, 6_000L);
  }

  @Test
  void whatIsWrongWithFiltersAndExpressionsIsToldWithItsPlace() {
    List<Problem> problems =
        FeatureSetCheck.check(
            set(
                derived("a", "b + 1.0"),
                derived("b", "c * 2.0"),
                derived("c", "a"),
                derived("d", "cpu_mean > 1.0"),
                aggregate("cpu_mean", "cpu", "", "measure.heat > 1.0", "mean", EVER),
                aggregate("x", "cpu", "zone", "", "count", EVER),
                aggregate("y", "", "colour", "", "top_category", EVER),
                aggregate("z", "cpu", "", "", "top_category", EVER),
                aggregate("w", "cpu", "", "", "count_where", EVER),
                staleAfter(derived("v", "cpu_mean"), "soon"),
                new FeatureDefinition(
                    "u", "cpu", "", "", "sum", "cpu_mean", EVER, Map.of(), null, "", "")),
            "");
    assertThat(problems)
        .extracting(problem -> problem.path() + " " + problem.value())
        .containsExactly(
            "/features/3/expression#1:0 cpu_mean > 1.0",
            "/features/4/filter#1:0 measure.heat > 1.0",
            "/features/5/attribute zone",
            "/features/6/attribute colour",
            "/features/7/measure cpu",
            "/features/8/filter ",
            "/features/9/stale_after soon",
            "/features/10/aggregate sum",
            "/features/10/measure cpu",
            "/features a -> b -> c -> a");
    assertThat(problems.get(0).message()).contains("result is bool, allowed: [double]");
    assertThat(problems.get(1).message()).contains("measure.heat").contains("measure.cpu");
  }

  private static FeatureSetState start(FeatureDefinition... features) {
    return FeatureSetState.start(FeatureSetPlan.of(set(features)), new TestingCells(), "host/h1");
  }

  private static FeatureSetDefinition set(FeatureDefinition... features) {
    return new FeatureSetDefinition(
        "load",
        1,
        "host",
        "",
        "",
        Map.of("cpu", "percent", "requests", "1"),
        Map.of("zone", "where it stands"),
        "30d",
        null,
        null,
        null,
        List.of(),
        Arrays.asList(features));
  }

  private static FeatureDefinition aggregate(
      String name,
      String measure,
      String attribute,
      String filter,
      String aggregate,
      WindowDefinition window) {
    return new FeatureDefinition(
        name, measure, attribute, filter, aggregate, "", window, Map.of(), null, "", "");
  }

  private static FeatureDefinition derived(String name, String expression) {
    return new FeatureDefinition(name, "", "", "", "", expression, EVER, Map.of(), null, "", "");
  }

  private static FeatureDefinition staleAfter(FeatureDefinition feature, String span) {
    return new FeatureDefinition(
        feature.name(),
        feature.measure(),
        feature.attribute(),
        feature.filter(),
        feature.aggregate(),
        feature.expression(),
        feature.window(),
        feature.parameters(),
        span,
        "",
        "");
  }

  private static RegionEvent event(long time, Double cpu, String zone) {
    RegionEvent event = TestingSets.event("e" + time, time, cpu);
    event.setAttributes(zone == null ? Map.of() : Map.of("zone", zone));
    return event;
  }
}
