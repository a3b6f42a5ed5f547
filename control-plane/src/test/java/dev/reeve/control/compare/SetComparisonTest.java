package dev.reeve.control.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.control.compare.PublishedVector.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Are readiness and differences those that a person would find by hand? */
class SetComparisonTest {

  private final PublishedSet before = new PublishedSet(3, 1_000);
  private final PublishedSet after = new PublishedSet(3, 1_000);

  @Test
  void usageExample() {
    before.add(vector("a", "e1", 1, Map.of("mean", fresh(1.0), "gone", fresh(0.0))));
    before.add(vector("a", "e2", 2, Map.of("mean", fresh(2.0), "gone", fresh(0.0))));
    before.add(vector("a", "e3", 3, Map.of("mean", fresh(3.0), "gone", fresh(0.0))));
    before.add(vector("b", "e4", 3, Map.of("mean", fresh(9.0), "gone", fresh(0.0))));
    after.add(vector("a", "e2", 2, Map.of("mean", new Value(2.5, "INCOMPLETE"), "new", fresh(1L))));
    after.add(vector("a", "e3", 3, Map.of("mean", new Value(3.0, "INCOMPLETE"), "new", fresh(1L))));

    SetComparison comparison = SetComparison.of(before, after);

    FeatureComparison mean = comparison.features().get("mean");
    assertThat(comparison.features()).containsOnlyKeys("mean");
    assertThat(comparison.onlyBefore()).containsExactly("gone");
    assertThat(comparison.onlyAfter()).containsExactly("new");
    assertThat(mean.entitiesBefore()).isEqualTo(2);
    assertThat(mean.entitiesAfter()).isEqualTo(1);
    assertThat(mean.freshBefore()).isEqualTo(1.0);
    assertThat(mean.freshAfter()).isZero();
    assertThat(mean.compared()).isEqualTo(2);
    assertThat(mean.equal()).isEqualTo(0.5);
    assertThat(mean.meanDifference()).isEqualTo(0.25);
    assertThat(mean.greatestDifference()).isEqualTo(0.5);
    assertThat(mean.correlation()).isCloseTo(1.0, within(1e-12));
    assertThat(comparison.notReady())
        .isEqualTo(
            Map.of("host/a", List.of("mean is INCOMPLETE"), "host/b", List.of("no vector yet")));
  }

  @Test
  void onlyTheLatestVectorsAreCompared() {
    for (int i = 0; i < 10; i++) {
      before.add(vector("a", "e" + i, i, Map.of("n", fresh((long) i))));
      after.add(vector("a", "e" + i, i, Map.of("n", fresh((long) -i))));
    }
    FeatureComparison n = SetComparison.of(before, after).features().get("n");
    assertThat(n.compared()).isEqualTo(3);
    assertThat(n.greatestDifference()).isEqualTo(18);
    assertThat(n.correlation()).isCloseTo(-1.0, within(1e-12));
  }

  @Test
  void whereAllDoNotFitFewerOfEachEntityAreKeptAndTheLastOfEachMust() {
    PublishedSet bounded = new PublishedSet(200, 100);
    for (int i = 0; i < 150; i++) {
      bounded.add(vector("a", "e" + i, i, Map.of("n", fresh(1L))));
    }
    assertThat(bounded.most()).isEqualTo(100);
    for (int entity = 0; entity < 99; entity++) {
      bounded.add(vector("b" + entity, "e", 1, Map.of("n", fresh(1L))));
    }
    assertThat(bounded.most()).isEqualTo(1);
    assertThat(bounded.byEntity()).hasSize(100);
    assertThat(bounded.byEntity().get("host/a").getLast().eventId()).isEqualTo("e149");
    assertThatThrownBy(() -> bounded.add(vector("c", "e", 1, Map.of("n", fresh(1L)))))
        .hasMessage(
            "101 entities have more than 100 values in their last vectors alone: too many to compare");
  }

  @Test
  void textsAndMissingValuesAreEqualOrNot() {
    before.add(vector("a", "e1", 1, Map.of("top", fresh("x"), "m", new Value(null, "MISSING"))));
    after.add(vector("a", "e1", 1, Map.of("top", fresh("y"), "m", new Value(null, "MISSING"))));

    SetComparison comparison = SetComparison.of(before, after);

    assertThat(comparison.features().get("top").equal()).isZero();
    assertThat(comparison.features().get("top").correlation()).isNaN();
    assertThat(comparison.features().get("m").equal()).isEqualTo(1.0);
    assertThat(comparison.features().get("m").greatestDifference()).isNaN();
  }

  private static Value fresh(Object value) {
    return new Value(value, "FRESH");
  }

  private static PublishedVector vector(
      String entity, String event, long asOf, Map<String, Value> features) {
    return new PublishedVector("host/" + entity, event, asOf, features);
  }
}
