package dev.reeve.features.expectation;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.expectation.TestingExpectations.event;
import static dev.reeve.features.expectation.TestingExpectations.increasing;
import static dev.reeve.features.expectation.TestingExpectations.maxSilence;
import static dev.reeve.features.expectation.TestingExpectations.mostMissing;
import static dev.reeve.features.expectation.TestingExpectations.ofFeature;
import static dev.reeve.features.expectation.TestingExpectations.range;
import static dev.reeve.features.expectation.TestingExpectations.set;
import static dev.reeve.features.expectation.TestingExpectations.zones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.TestingCells;
import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ExpectationDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Is each violation found, and no other, and does what was declared follow from it? */
class ExpectationTest {

  private final TestingCells cells = new TestingCells();
  private EntityHead head;
  private FeatureSetPlan plan;

  @Test
  void usageExample() {
    expect(range("cpu_is_a_percentage", "cpu", 0.0, 100.0, "flag"));
    assertThat(send(event(1_000, Map.of("cpu", 50.0), null))).isEmpty();
    assertThat(send(event(2_000, Map.of("cpu", 170.0), null)))
        .containsExactly("measures.cpu is 170.0; allowed is 0.0 to 100.0");
  }

  @Test
  void aRangeHoldsItsEndsAndSaysNothingOfWhatIsNotThere() {
    expect(range("r", "cpu", 0.0, null, "count"));
    assertThat(send(event(1, Map.of("cpu", 0.0), null))).isEmpty();
    assertThat(send(event(2, Map.of(), null))).isEmpty();
    assertThat(send(event(3, Map.of("cpu", -1e-9), null)))
        .containsExactly("measures.cpu is -1.0E-9; allowed is 0.0 or more");
    expect(range("r", "cpu", null, 9.0, "count"));
    assertThat(send(event(1, Map.of("cpu", 9.1), null)))
        .containsExactly("measures.cpu is 9.1; allowed is up to 9.0");
  }

  @Test
  void categoriesAreThoseNamedAndNoOthers() {
    expect(zones("count", "north", "south"));
    assertThat(send(event(1, Map.of(), "north"))).isEmpty();
    assertThat(send(event(2, Map.of(), null))).isEmpty();
    assertThat(send(event(3, Map.of(), "North")))
        .containsExactly("attributes.zone is 'North'; allowed are north, south");
  }

  @Test
  void aCounterThatWasResetViolatesOnceAndOutOfOrderIsNoReset() {
    expect(increasing("count"));
    double[] values = {5, 7, 7, 2, 3};
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      found.add(send(event(10L * i, Map.of("requests", values[i]), null)).size());
    }
    assertThat(found).containsExactly(0, 0, 0, 1, 0);
    assertThat(send(event(39, Map.of("requests", 1.0), null))).isEmpty();
    assertThat(send(event(50, Map.of("requests", 2.5), null)))
        .containsExactly("measures.requests is 2.5; allowed is 3.0, the value before, or more");
  }

  @Test
  void theShareOfMissingValuesEqualsThatOfAListOfTheLastEvents() {
    expect(mostMissing(0.3, count(20, 1), "count"));
    Random random = new Random(3);
    List<Boolean> lacking = new ArrayList<>();
    int violations = 0;
    for (int i = 0; i < 2_000; i++) {
      boolean lacks = random.nextDouble() < 0.3;
      lacking.add(lacks);
      List<Boolean> recent = lacking.subList(Math.max(0, lacking.size() - 20), lacking.size());
      long missing = recent.stream().filter(b -> b).count();
      boolean expected = lacks && recent.size() == 20 && missing > 0.3 * 20;
      assertThat(send(event(i, lacks ? Map.of() : Map.of("cpu", 1.0), null)))
          .as("event %d, %d missing", i, missing)
          .hasSize(expected ? 1 : 0);
      violations += expected ? 1 : 0;
    }
    assertThat(violations).isBetween(200, 500);
  }

  @Test
  void aTimeWindowOfMissingValuesMovesOnAndTakesLateEventsInTheirPane() {
    expect(mostMissing(0.5, last("60s", "10s"), "count"));
    Random random = new Random(5);
    List<long[]> seen = new ArrayList<>();
    long newest = 0;
    int violations = 0;
    for (int i = 0; i < 3_000; i++) {
      long time = Math.max(0, newest + random.nextInt(12_000) - 4_000);
      boolean lacks = random.nextBoolean();
      newest = Math.max(newest, time);
      seen.add(new long[] {time, lacks ? 1 : 0});
      long start = (Math.floorDiv(newest, 10_000) - 5) * 10_000;
      long since = seen.stream().mapToLong(e -> e[0]).min().orElseThrow();
      List<long[]> inside = seen.stream().filter(e -> e[0] >= start).toList();
      long missing = inside.stream().filter(e -> e[1] == 1).count();
      boolean expected = lacks && since <= start && missing > 0.5 * inside.size();
      assertThat(send(event(time, lacks ? Map.of() : Map.of("cpu", 1.0), null)))
          .as("event %d", i)
          .hasSize(expected ? 1 : 0);
      violations += expected ? 1 : 0;
    }
    assertThat(violations).isBetween(300, 1_500);
  }

  @Test
  void silenceIsMeasuredBetweenTwoEventsInEventTime() {
    expect(maxSilence("1m", "flag"));
    assertThat(send(event(1_000_000, Map.of(), null))).isEmpty();
    assertThat(send(event(1_060_000, Map.of(), null))).isEmpty();
    assertThat(send(event(1_050_000, Map.of(), null))).isEmpty();
    assertThat(send(event(1_120_001, Map.of(), null)))
        .containsExactly("the entity was silent for 60001 ms; allowed are up to 60000 ms");
    assertThat(send(event(1_120_001 + 3_600_001, Map.of(), null)))
        .as("beyond the ttl an entity is a new one, whether or not its state is still there")
        .isEmpty();
  }

  @Test
  void aFeatureIsJudgedOnceItIsFresh() {
    expect(ofFeature("calm", "mean", null, 50.0, "flag"));
    assertThat(send(event(0, Map.of("cpu", 90.0), null))).as("incomplete").isEmpty();
    assertThat(send(event(60_000, Map.of("cpu", 90.0), null)))
        .containsExactly("mean is 90.0; allowed is up to 50.0");
  }

  @Test
  void aRejectedEventChangesNothingOfTheSetAndAFlaggedOneNamesWhy() {
    expect(
        range("sane", "cpu", null, 100.0, "reject"),
        range("low", "cpu", null, 50.0, "flag"),
        zones("flag", "north"),
        range("even_lower", "cpu", null, 10.0, "count"));
    vectors(event(1, Map.of("cpu", 5.0), "north"));
    assertThat(vectors(event(2, Map.of("cpu", 101.0), "north"))).isEmpty();
    FeatureVector vector = vectors(event(3, Map.of("cpu", 60.0), "south")).get(0);
    assertThat(vector.getValues().get(0)).isEqualTo(2.0);
    assertThat(vector.getViolations()).containsExactly("known_zone", "low");
    assertThat(vectors(event(4, Map.of("cpu", 20.0), "north")).get(0).getViolations()).isEmpty();
  }

  @Test
  void whatIsRememberedSurvivesAsBytesWithinTheBound() {
    expect(increasing("count"), mostMissing(0.5, count(100, 1), "count"));
    for (int i = 0; i < 500; i++) {
      send(event(i, i % 2 == 0 ? Map.of() : Map.of("requests", (double) i), null));
      head = EntityHead.of(head.toBytes());
    }
    assertThat(send(event(501, Map.of("requests", 498.0, "cpu", 1.0), null))).hasSize(1);
    int bytes = head.featureSets().get("host_load@1!expectations").length;
    assertThat(bytes).isLessThanOrEqualTo(plan.expectations().mostBytes()).isGreaterThan(900);
  }

  @Test
  void otherExpectationsUnderTheSameNameStartAnew() {
    expect(increasing("count"));
    send(event(1, Map.of("requests", 50.0), null));
    EntityHead before = head;
    expect(increasing("count"), mostMissing(0.5, count(10, 1), "count"));
    head = before;
    assertThat(send(event(2, Map.of("requests", 1.0, "cpu", 1.0), null))).isEmpty();
    assertThat(send(event(3, Map.of("requests", 0.5, "cpu", 1.0), null))).hasSize(1);
  }

  @Test
  void aSetThatIsLeftOutTakesWhatItRememberedWithIt() {
    expect(increasing("count"));
    send(event(1, Map.of("requests", 50.0), null));
    assertThat(head.featureSets()).hasSize(2);
    EntityFeatures.apply(List.of(), head, cells, event(2, Map.of(), null));
    assertThat(head.featureSets()).isEmpty();
  }

  private void expect(ExpectationDefinition... expectations) {
    plan = FeatureSetPlan.of(set(expectations));
    head = null;
    cells.bytes.clear();
  }

  /** Details of all violations of an event. */
  private List<String> send(RegionEvent event) {
    EventViolations violations = new EventViolations();
    apply(event, violations);
    return violations.all().stream().map(Violation::detail).toList();
  }

  private List<FeatureVector> vectors(RegionEvent event) {
    return apply(event, new EventViolations());
  }

  private List<FeatureVector> apply(RegionEvent event, EventViolations violations) {
    head = head == null ? new EntityHead(event.getEventTime()) : head;
    return EntityFeatures.apply(List.of(plan), List.of(), head, cells, event, violations::add);
  }
}
