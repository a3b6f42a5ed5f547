package dev.reeve.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.EntityFeatures;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.release.FeaturePlans;
import dev.reeve.features.release.PublishedSets;
import dev.reeve.features.silence.Silence;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.MemoryCells;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Are silences borne out by the events, and expectations recomputed? */
class RegionOracleTest {

  private static final FeatureSetDefinition SET =
      new FeatureSetDefinition(
          "load",
          1,
          "host",
          "",
          "",
          Map.of("cpu", "percent"),
          Map.of(),
          "1h",
          null,
          null,
          "1m",
          List.of(sane()),
          List.of(count()));
  private static final String ENTITY = "host/web-1";

  private final SilenceFacts facts = new SilenceFacts();
  private final List<RegionEvent> events = new ArrayList<>();

  @Test
  void aSilenceIsBorneOutByTheEventsBeforeIt() throws Exception {
    event("a", 1_000, 1);
    event("b", 5_000, 1);
    tell(5_000, events.size());
    event("c", 90_000, 1);

    ExpectedRegion expected = expected();
    assertThat(expected.silences()).isEqualTo(1);
    assertThat(expected.decisions()).hasSize(4);
    assertThat(problems(expected)).isEmpty();
  }

  @Test
  void aSilenceAfterAnEventOutOfOrderIsBorneOutAfterIt() throws Exception {
    event("a", 1_000, 1);
    event("b", 5_000, 1);
    event("late", 3_000, 1);
    tell(5_000, events.size());

    assertThat(expected().silences()).isEqualTo(1);
  }

  @Test
  void aSilenceOfAnEntityThatWasNotSilentIsNot() throws Exception {
    event("a", 1_000, 1);
    tell(1_000, 1);
    events.clear();
    event("z", 2_000, 1);
    event("a", 1_000, 1);
    assertThat(problems(expected())).singleElement().asString().contains("do not bear out");
  }

  @Test
  void aSilenceWithAnotherVectorIsNot() throws Exception {
    event("a", 1_000, 1);
    event("b", 5_000, 1);
    tell(5_000, 1);
    event("c", 90_000, 1);
    assertThat(problems(expected())).singleElement().asString().contains("do not bear out");
  }

  @Test
  void expectationsAreRecomputed() throws Exception {
    event("a", 1_000, 1);
    event("b", 2_000, 101);
    ExpectedRegion expected = expected();
    assertThat(expected.accepted()).isEqualTo(2);
    assertThat(expected.features()).isEqualTo(1);
    assertThat(expected.violated()).isEqualTo(Map.of("load@1.sane", 1L));
    assertThat(expected.refused()).isEqualTo(Map.of("load@1", 1L));
  }

  private static List<String> problems(ExpectedRegion expected) {
    Violations violations = new Violations();
    expected.facts().settle(violations);
    return violations.sentences();
  }

  /** Tells of the silence since a time, with the vector after so many of the events. */
  private void tell(long since, int after) throws Exception {
    FeatureSetPlan plan = FeatureSetPlan.of(SET);
    EntityHead head = new EntityHead(events.get(0).getEventTime());
    MemoryCells cells = new MemoryCells();
    for (RegionEvent event : events.subList(0, after)) {
      EntityFeatures.apply(List.of(plan), head, cells, event);
    }
    FeatureBundle bundle = new Silence(plan, since).bundle("plant", "host", "web-1", head, cells);
    Envelope vector =
        published().envelopes(bundle, new Outbox(new Topics("", ""), schema -> 7)).get(0);
    facts.add(ENTITY, new Silence(plan, since).causeId(), vector.getValue());
  }

  private ExpectedRegion expected() throws Exception {
    RegionOracle oracle =
        new RegionOracle(
            id -> Optional.of(RegionEvent.getClassSchema()),
            new EventRules("plant", Map.of("plant.events", "host"), 0),
            new ArrivalRules(10_000, 60_000),
            FeaturePlans.of(
                new Release("test", "", List.of(), List.of(SET), List.of(), List.of(), List.of())),
            published(),
            null,
            facts);
    for (RegionEvent event : events) {
      ByteBuffer value = ByteBuffer.wrap(WireFormat.encode(7, event));
      oracle.event(new SourceRecord("plant.events", 0, 0L, event.getEventTime(), null, value));
    }
    return oracle.expected();
  }

  private static PublishedSets published() throws Exception {
    return PublishedSets.of(List.of(SET), records -> new FeatureTopic("plant.features.load", 0));
  }

  private void event(String id, long time, double cpu) {
    events.add(
        RegionEvent.newBuilder()
            .setEventId(id)
            .setRegion("plant")
            .setEntityType("host")
            .setEntity("web-1")
            .setEventTime(time)
            .setMeasures(Map.of("cpu", cpu))
            .build());
  }

  private static ExpectationDefinition sane() {
    return new ExpectationDefinition(
        "sane", "", "cpu", "", "", null, 100.0, null, null, null, null, null, "reject");
  }

  private static FeatureDefinition count() {
    return new FeatureDefinition("n", "", "", "", "count", "", null, Map.of(), null, "", "");
  }
}
