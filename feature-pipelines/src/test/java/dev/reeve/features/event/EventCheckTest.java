package dev.reeve.features.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.features.TestingSets;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Is each fault of an event named with field, value and what is allowed? */
class EventCheckTest {

  private static final long SENT = 1_000_000;
  private static final EventCheck CHECK =
      new EventCheck(new EventRules("plant", Map.of("plant.events", "host"), 5_000));

  @Test
  void aSoundEventPasses() {
    assertThat(refuse(e -> {})).isEmpty();
    assertThat(refuse(e -> e.setEventTime(-1))).isEmpty();
    assertThat(refuse(e -> e.setEventTime(SENT + 5_000))).isEmpty();
    assertThat(refuse(e -> e.setMeasures(Map.of()))).isEmpty();
  }

  @Test
  void everyFaultHasItsReasonAndDetail() {
    expect(e -> e.setEventId(""), Reason.MISSING_FIELD, "event_id is empty");
    expect(e -> e.setEntityType(""), Reason.MISSING_FIELD, "entity_type is empty");
    expect(e -> e.setEntity(""), Reason.MISSING_FIELD, "entity is empty");
    expect(e -> e.setRegion(""), Reason.MISSING_FIELD, "region is empty");
    expect(
        e -> e.setMeasures(Map.of("cpu", Double.NaN)), Reason.NOT_A_NUMBER, "measures.cpu is NaN");
    expect(
        e -> e.setMeasures(Map.of("a", 1.0, "b", Double.NEGATIVE_INFINITY)),
        Reason.NOT_A_NUMBER,
        "measures.b is -Infinity");
    expect(e -> e.setRegion("edge"), Reason.WRONG_REGION, "'edge'; allowed is 'plant'");
    expect(
        e -> e.setEntityType("card"),
        Reason.UNKNOWN_ENTITY_TYPE,
        "'card'; allowed on topic plant.events is 'host'");
    expect(
        e -> e.setEventTime(SENT + 5_001),
        Reason.TOO_FAR_AHEAD,
        "event_time is 1005001; allowed is up to 1005000");
  }

  @Test
  void hugeTextIsNotRepeatedInFull() {
    Rejection rejection = refuse(e -> e.setRegion("x".repeat(10_000))).orElseThrow();
    assertThat(rejection.detail()).hasSizeLessThan(300);
  }

  @Test
  void timesAtTheEndsOfLongDoNotOverflow() {
    ArrivalRules rules = new ArrivalRules(1_000, 5_000);
    assertThat(rules.isLate(Long.MIN_VALUE, Long.MIN_VALUE)).isFalse();
    assertThat(rules.isLate(Long.MIN_VALUE, 0)).isTrue();
    assertThat(rules.idsOutdatedAt(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(rules.oldestRemembered(Long.MIN_VALUE + 1)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void outdatedStateIsKeptForTheDelay() {
    ArrivalRules rules = new ArrivalRules(1_000, 5_000);
    assertThat(rules.idsOutdatedAt(0)).isEqualTo(6_000);
    assertThat(rules.keeping(100).idsOutdatedAt(0)).isEqualTo(6_100);
    assertThat(rules.keeping(100).stateOutdatedAt(0, 9_000)).isEqualTo(10_100);
    assertThat(rules.keeping(Long.MAX_VALUE).idsOutdatedAt(0)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(rules.keeping(100).isLate(-1_001, 0)).isTrue();
    assertThatThrownBy(() -> rules.keeping(-1)).hasMessageContaining("cleanUpDelayMillis is -1");
  }

  @Test
  void theDuplicateHorizonCoversTheLateness() {
    assertThatThrownBy(() -> new ArrivalRules(1_000, 999))
        .hasMessageContaining("duplicateHorizonMillis is 999; allowed is the lateness, 1000");
  }

  private static void expect(Consumer<RegionEvent> change, Reason reason, String detail) {
    Rejection rejection = refuse(change).orElseThrow();
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.detail()).contains(detail);
  }

  private static Optional<Rejection> refuse(Consumer<RegionEvent> change) {
    RegionEvent event = TestingSets.event("e1", SENT, 1.0);
    change.accept(event);
    return CHECK.refuse(event, new SourceRecord("plant.events", 0, 0L, SENT, null, null));
  }
}
