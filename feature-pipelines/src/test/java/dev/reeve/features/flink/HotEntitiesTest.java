package dev.reeve.features.flink;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.event.ArrivalRules;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Is the cache of hot entities invisible, in outputs and, from checkpoint to checkpoint, in state?
 */
class HotEntitiesTest {

  private static final FeatureSetDefinition SET =
      set(
          "host_load",
          1,
          "1h",
          feature("mean", "mean", last("1m", "1s")),
          feature("spread", "stddev", last("5m", "5s")),
          feature("score", "gaussian_tail", count(20, 5)),
          feature("p", "cpu", "quantile", last("1m", "10s"), Map.of("q", 0.9)),
          feature("surprise", "habituating_surprise", WindowDefinition.EVER),
          feature("smooth", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", 60.0)));

  private static final FeatureSetDefinition OTHER =
      set("host_extra", 1, "1h", feature("n", "count", last("10m", "1s")));

  /** What a run showed: its outputs, and its state at the checkpoint and at the end. */
  private record Run(
      List<FeatureBundle> bundles, Map<String, String> middle, Map<String, String> end) {}

  /** The operator of the jobs, as far as it writes back. */
  private static final class WritingBack
      extends CoBroadcastWithKeyedOperator<String, SourcedEvent, ControlRecord, FeatureBundle> {

    private static final long serialVersionUID = 1L;

    private WritingBack(ComputeFeatures function) {
      super(function, List.of(ComputeFeatures.CONTROL));
    }

    @Override
    public void open() throws Exception {
      super.open();
      ((ComputeFeatures) userFunction).selectKeysBy(this::setCurrentKey);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
      ((ComputeFeatures) userFunction).writeBack();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60_000, 1L << 26})
  void outputsAndStateAreThoseOfNoCache(long bytes) throws Exception {
    Run without = run(0);
    Run with = run(bytes);
    assertThat(without.bundles()).hasSizeGreaterThan(1_500);
    assertThat(without.middle()).hasSizeGreaterThan(30);
    assertThat(with.bundles()).isEqualTo(without.bundles());
    assertThat(with.middle()).isEqualTo(without.middle());
    assertThat(with.end()).isEqualTo(without.end());
  }

  private static Run run(long bytes) throws Exception {
    List<SourcedEvent> stream = stream();
    List<FeatureBundle> bundles = new ArrayList<>();
    Map<String, String> middle;
    OperatorSubtaskState snapshot;
    try (KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle>
        harness = open(bytes, null)) {
      activate(harness, 1, SET);
      for (SourcedEvent event : stream.subList(0, 500)) {
        harness.processElement(event, 0);
      }
      activate(harness, 2, SET, OTHER);
      for (SourcedEvent event : stream.subList(500, 1_000)) {
        harness.processElement(event, 0);
      }
      harness.prepareSnapshotPreBarrier(1);
      middle = state(harness);
      for (SourcedEvent event : stream.subList(1_000, 1_200)) {
        harness.processElement(event, 0);
      }
      harness.prepareSnapshotPreBarrier(2);
      snapshot = harness.snapshot(2, 2);
      bundles.addAll(harness.extractOutputValues());
    }
    try (KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle>
        harness = open(bytes, snapshot)) {
      for (SourcedEvent event : stream.subList(1_200, 1_600)) {
        harness.processElement(event, 0);
      }
      harness.processWatermark(new Watermark(900_000));
      harness.processBroadcastWatermark(new Watermark(900_000));
      for (SourcedEvent event : stream.subList(1_600, 2_000)) {
        harness.processElement(event, 0);
      }
      harness.prepareSnapshotPreBarrier(3);
      Map<String, String> end = state(harness);
      harness.processWatermark(new Watermark(9_000_000));
      harness.processBroadcastWatermark(new Watermark(9_000_000));
      assertThat(state(harness).values()).containsOnly("");
      for (SourcedEvent event : stream.subList(0, 200)) {
        harness.processElement(event, 0);
      }
      bundles.addAll(harness.extractOutputValues());
      return new Run(bundles, middle, end);
    }
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, SourcedEvent, ControlRecord, FeatureBundle>
      open(long bytes, OperatorSubtaskState state) throws Exception {
    ComputeFeatures function =
        new ComputeFeatures(
                "plant",
                new ArrivalRules(10_000, 60_000),
                TestingPlant.FEATURES,
                TestingPlant.OUTBOX)
            .holding(bytes);
    KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new WritingBack(function),
            e -> TypedEntity.key(e.getEvent().getEntityType(), e.getEvent().getEntity()),
            Types.STRING,
            128,
            1,
            0);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void activate(
      KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle> harness,
      long generation,
      FeatureSetDefinition... sets)
      throws Exception {
    ControlRecord release = TestingPlant.release(sets);
    harness.processBroadcastElement(release, 0);
    harness.processBroadcastElement(TestingPlant.activation(generation, release), 0);
  }

  private static List<SourcedEvent> stream() {
    Random random = new Random(4);
    List<SourcedEvent> stream = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String id = random.nextInt(10) == 0 ? "e" + (i - 1) : "e" + i;
      long time = i * 500L - random.nextInt(4) * random.nextInt(5_000);
      String entity = "h" + random.nextInt(6);
      stream.add(TestingPlant.sourced(entity, id, time, 1e6 * random.nextGaussian()));
    }
    return stream;
  }

  /** Everything that stands in the state of all entities, as text by entity and key. */
  private static Map<String, String> state(
      KeyedBroadcastOperatorTestHarness<String, SourcedEvent, ControlRecord, FeatureBundle> harness)
      throws Exception {
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    WritingBack operator = (WritingBack) harness.getOperator();
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      String key = TypedEntity.key("host", "h" + i);
      backend.setCurrentKey(key);
      byte[] head =
          backend
              .getPartitionedState(
                  VoidNamespace.INSTANCE,
                  VoidNamespaceSerializer.INSTANCE,
                  new ValueStateDescriptor<>("entity", bytes))
              .value();
      all.put(key, head == null ? "" : HexFormat.of().formatHex(head));
      for (Map.Entry<String, byte[]> cell :
          backend
              .getPartitionedState(
                  VoidNamespace.INSTANCE,
                  VoidNamespaceSerializer.INSTANCE,
                  new MapStateDescriptor<>("cells", Types.STRING, bytes))
              .entries()) {
        all.put(key + " " + cell.getKey(), HexFormat.of().formatHex(cell.getValue()));
      }
    }
    return all;
  }
}
