package dev.reeve.features.flink;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static dev.reeve.features.flink.TestingPlant.activation;
import static dev.reeve.features.flink.TestingPlant.release;
import static dev.reeve.features.flink.TestingPlant.sourced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Does the operator keep its promises: late, twice, without a release, restored, silent for long?
 */
class ComputeFeaturesTest {

  private static final long LATENESS = 10_000;
  private static final long HORIZON = 60_000;
  private static final long TTL = 3_600_000;

  private static final FeatureSetDefinition LOAD =
      set(
          "host_load",
          1,
          "1h",
          feature("n", "count", WindowDefinition.EVER),
          feature("mean", "mean", last("1m", null)),
          feature("score", "gaussian_tail", count(20, 5)),
          feature("smooth", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", 60.0)));

  private ComputeFeatures function;
  private KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle>
      harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void open(OperatorSubtaskState state) throws Exception {
    function =
        new ComputeFeatures(
            "plant",
            new ArrivalRules(LATENESS, HORIZON),
            TestingPlant.FEATURES,
            TestingPlant.OUTBOX);
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(ComputeFeatures.CONTROL)),
            e -> TypedEntity.key(e.getEvent().getEntityType(), e.getEvent().getEntity()),
            Types.STRING,
            128,
            1,
            0);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @Test
  void usageExample() throws Exception {
    ControlRecord release = release(LOAD);
    harness.processBroadcastElement(release, 0);
    harness.processBroadcastElement(activation(1, release), 0);
    send("h1", "a", 1_000, 10);
    send("h1", "b", 2_000, 20);

    assertThat(bundles()).hasSize(2);
    assertThat(bundles().get(1).getVectors()).hasSize(1);
    assertThat(bundles().get(1).getVectors().get(0).getValues()).startsWith(2.0, 15.0);
    assertThat(bundles().get(1).getVectors().get(0).getAsOf()).isEqualTo(2_000);
    assertThat(bundles().get(1).getVectors().get(0).getDefinition())
        .isEqualTo(DefinitionShape.fingerprint(LOAD));
    assertThat(acknowledgements())
        .extracting(Acknowledgement::getStatus)
        .containsExactly("running");
    assertThat(counts()).isEqualTo(Map.of("accepted", 2L, "features", 2L));
  }

  @Test
  void withoutAReleaseEventsAreAcceptedAndHaveNoVectors() throws Exception {
    send("h1", "a", 1_000, 10);
    send("h1", "a", 1_000, 10);
    assertThat(bundles()).hasSize(1);
    assertThat(bundles().get(0).getVectors()).isEmpty();
    assertThat(counts()).isEqualTo(Map.of("accepted", 1L, "duplicates", 1L));
  }

  @Test
  void everyVectorIsPublishedUnderItsEntity() throws Exception {
    activate(1, LOAD);
    send("h1", "a", 1_000, 10);
    send("h1", "a", 1_000, 10);
    send("h2", "b", 2_000, 20);

    List<Envelope> published = envelopes("plant.features.host_load_v1");
    assertThat(published)
        .extracting(e -> StandardCharsets.UTF_8.decode(e.getKey().duplicate()).toString())
        .containsExactly("host/h1", "host/h2");
    assertThat(published).allMatch(e -> e.getValue().getInt(e.getValue().position() + 1) == 9);
  }

  @Test
  void latenessIsJudgedByTheEntityItself() throws Exception {
    activate(1, LOAD);
    send("h1", "a", 100_000, 1);
    watermark(900_000);
    send("h1", "b", 90_000, 2);
    send("h1", "c", 89_999, 3);
    send("h2", "d", 5_000, 4);

    assertThat(bundles()).extracting(b -> b.getEvent().getEventId()).containsExactly("a", "b", "d");
    assertThat(bundles().get(1).getVectors().get(0).getAsOf()).isEqualTo(100_000);
    RejectedRecord late = rejected().get(0);
    assertThat(rejected()).hasSize(1);
    assertThat(late.getReason()).isEqualTo("LATE");
    assertThat(late.getStage()).isEqualTo("features");
    assertThat(late.getEventId()).isEqualTo("c");
    assertThat(late.getDetail()).contains("89999").contains("90000");
    assertThat(late.getOffset()).isEqualTo(89_999);
    assertThat(late.getValue().remaining()).isEqualTo(3);
    assertThat(counts()).isEqualTo(Map.of("accepted", 3L, "features", 3L, "rejected.LATE", 1L));
  }

  @Test
  void anIdIsRememberedForExactlyTheHorizon() throws Exception {
    send("h1", "a", 0, 1);
    send("h1", "b", HORIZON, 1);
    send("h1", "a", HORIZON, 1);
    send("h2", "a", HORIZON, 1);
    send("h1", "a", HORIZON + 1, 1);
    send("h1", "b", HORIZON + 2, 1);
    assertThat(counts()).isEqualTo(Map.of("accepted", 4L, "duplicates", 2L));
  }

  @Test
  void duplicatesAreExactOverALongStream() throws Exception {
    Random random = new Random(9);
    List<SourcedEvent> sent = new ArrayList<>();
    long duplicates = 0;
    for (int i = 0; i < 5_000; i++) {
      if (i > 0 && random.nextInt(4) == 0) {
        SourcedEvent again = sent.get(sent.size() - 1 - random.nextInt(Math.min(25, sent.size())));
        harness.processElement(again, 0);
        duplicates++;
      } else {
        SourcedEvent event = sourced("h1", "e" + i, i * 1_000L - random.nextInt(5_000), i);
        sent.add(event);
        harness.processElement(event, 0);
      }
    }
    assertThat(counts())
        .isEqualTo(Map.of("accepted", 5_000 - duplicates, "duplicates", duplicates));
    assertThat(remembered("host/h1")).isBetween(40, 2 * 60 + 10);
  }

  @Test
  void aSilentEntityLeavesNothingBehind() throws Exception {
    activate(1, LOAD);
    for (int i = 0; i < 300; i++) {
      send("h" + i % 3, "e" + i, i * 1_000L, i);
    }
    long end = 299_000;
    assertThat(harness.numEventTimeTimers()).isEqualTo(3);
    assertThat(keys("entity")).isEqualTo(3);
    assertThat(keys("ids")).isEqualTo(3);
    assertThat(keys("cells")).isEqualTo(3);
    watermark(end + HORIZON + LATENESS);
    assertThat(keys("ids")).isZero();
    watermark(end + TTL + LATENESS - 3_000);
    assertThat(keys("entity")).isEqualTo(3);
    assertThat(keys("cells")).isEqualTo(3);
    watermark(end + TTL + LATENESS);
    assertThat(keys("entity") + keys("ids") + keys("cells")).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void silenceOfAllStreamsForgetsNothingAndThoseOutsideTimeHoldNothingBack() throws Exception {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    operator.processWatermarkStatus2(WatermarkStatus.IDLE);
    send("h1", "a", 1_000, 1);
    harness.processWatermark(new Watermark(500));
    operator.processWatermarkStatus1(WatermarkStatus.IDLE);
    assertThat(keys("entity") + keys("ids")).isEqualTo(2);

    operator.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    harness.processWatermark(new Watermark(1_000 + HORIZON + LATENESS));
    assertThat(keys("ids")).isZero();
    assertThat(harness.getOutput())
        .contains(new Watermark(500))
        .doesNotContain(Watermark.MAX_WATERMARK);
  }

  @Test
  void aSilenceLongerThanTheTtlStartsAnewWhetherOrNotATimerCame() throws Exception {
    activate(1, LOAD);
    send("h1", "a", 0, 1);
    send("h1", "b", TTL, 1);
    send("h1", "c", 2 * TTL + 1, 1);
    assertThat(bundles())
        .extracting(b -> b.getVectors().get(0).getValues().get(0))
        .containsExactly(1.0, 2.0, 1.0);
  }

  @Test
  void aRestoredOperatorGoesOnIdentically() throws Exception {
    activate(1, LOAD);
    List<SourcedEvent> stream = stream();
    for (SourcedEvent event : stream.subList(0, 500)) {
      harness.processElement(event, 0);
    }
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    int before = bundles().size();
    for (SourcedEvent event : stream.subList(500, 1_000)) {
      harness.processElement(event, 0);
    }
    List<FeatureBundle> expected = bundles().subList(before, bundles().size());
    harness.close();

    open(snapshot);
    for (SourcedEvent event : stream.subList(500, 1_000)) {
      harness.processElement(event, 0);
    }
    assertThat(expected).hasSizeGreaterThan(300);
    assertThat(bundles()).isEqualTo(expected);
    assertThat(acknowledgements()).hasSize(1);
    watermark(Long.MAX_VALUE - 1);
    assertThat(keys("entity") + keys("ids") + keys("cells")).isZero();
  }

  @Test
  void aSetGoesOnUnderTheNextReleaseAndOneThatIsLeftOutIsForgotten() throws Exception {
    FeatureSetDefinition other =
        set("host_extra", 1, "1h", feature("n", "count", last("10m", "1s")));
    activate(1, LOAD, other);
    send("h1", "a", 1_000, 1);
    send("h1", "b", 5_000, 1);
    activate(2, LOAD);
    send("h1", "c", 9_000, 1);
    activate(3, LOAD, other);
    send("h1", "d", 12_000, 1);
    assertThat(bundles())
        .extracting(b -> b.getVectors().stream().map(v -> v.getValues().get(0)).toList())
        .containsExactly(List.of(1.0, 1.0), List.of(2.0, 2.0), List.of(3.0), List.of(1.0, 4.0));
  }

  @Test
  void aReleaseThatDoesNotCompileIsRefusedAndTheFormerStays() throws Exception {
    activate(1, LOAD);
    ControlRecord broken = release(set(feature("f", "median", WindowDefinition.EVER)));
    harness.processBroadcastElement(activation(2, broken), 0);
    harness.processBroadcastElement(broken, 0);
    harness.processBroadcastElement(
        TestingPlant.control("activation", "x", 3, "no json".getBytes()), 0);
    send("h1", "a", 1_000, 1);

    assertThat(bundles().get(0).getVectors()).hasSize(1);
    assertThat(acknowledgements())
        .extracting(a -> a.getStatus() + " " + a.getGeneration())
        .containsExactly("running 1", "refused 2", "refused 3");
    assertThat(acknowledgements().get(1).getReason()).contains("'median'").contains("one of");
    assertThat(acknowledgements().get(0).getParallelism()).isEqualTo(1);
  }

  /** Number of entities that have something in the state. */
  private long keys(String state) {
    try (Stream<String> keys = backend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  /** Number of event ids in the state of an entity. */
  private int remembered(String entity) throws Exception {
    backend().setCurrentKey(entity);
    int count = 0;
    for (String ignored :
        backend()
            .getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new MapStateDescriptor<>("ids", Types.STRING, Types.LONG))
            .keys()) {
      count++;
    }
    return count;
  }

  private KeyedStateBackend<String> backend() {
    return ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
  }

  private static List<SourcedEvent> stream() {
    Random random = new Random(4);
    List<SourcedEvent> stream = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String id = random.nextInt(10) == 0 ? "e" + (i - 1) : "e" + i;
      long time = i * 500L - random.nextInt(4) * random.nextInt(5_000);
      stream.add(sourced("h" + random.nextInt(4), id, time, 1e6 * random.nextGaussian()));
    }
    return stream;
  }

  private void activate(long generation, FeatureSetDefinition... sets) throws Exception {
    ControlRecord release = release(sets);
    harness.processBroadcastElement(release, 0);
    harness.processBroadcastElement(activation(generation, release), 0);
  }

  private void send(String entity, String id, long time, double cpu) throws Exception {
    harness.processElement(sourced(entity, id, time, cpu), time);
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
    harness.processBroadcastWatermark(new Watermark(time));
  }

  private List<FeatureBundle> bundles() {
    return harness.extractOutputValues();
  }

  private List<Acknowledgement> acknowledgements() {
    List<Acknowledgement> read = new ArrayList<>();
    for (Envelope envelope : envelopes("control.status")) {
      read.add(TestingPlant.read(envelope, Acknowledgement.getClassSchema()));
    }
    return read;
  }

  private List<RejectedRecord> rejected() {
    List<RejectedRecord> read = new ArrayList<>();
    for (Envelope envelope : envelopes("plant.rejected")) {
      read.add(TestingPlant.read(envelope, RejectedRecord.getClassSchema()));
    }
    return read;
  }

  private List<Envelope> envelopes(String topic) {
    List<Envelope> envelopes = new ArrayList<>();
    if (harness.getSideOutput(ComputeFeatures.ENVELOPES) != null) {
      harness
          .getSideOutput(ComputeFeatures.ENVELOPES)
          .forEach(record -> envelopes.add(record.getValue()));
    }
    envelopes.removeIf(envelope -> !envelope.getTopic().equals(topic));
    return envelopes;
  }

  private Map<String, Long> counts() {
    List<Envelope> accounts = new ArrayList<>();
    function.account(accounts::add);
    return TestingPlant.counts(accounts);
  }
}
