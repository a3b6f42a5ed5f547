package dev.reeve.features;

import static dev.reeve.features.TestingSets.count;
import static dev.reeve.features.TestingSets.event;
import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.WindowDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * Can the bytes be read that an earlier version wrote into state? Each version's bytes stay in
 * {@code src/test/resources/state}; a new version adds a file and changes none.
 */
class StateBytesTest {

  private static final FeatureSetPlan PLAN =
      FeatureSetPlan.of(
          set(
              feature("mean", "mean", last("10s", "1s")),
              feature("spread", "variance", count(4, 2)),
              feature("n", "count", WindowDefinition.EVER),
              feature("smooth", "cpu", "ewma", WindowDefinition.EVER, Map.of("half_life", 5.0))));

  @Test
  void versionTwoIsReadAndGoesOnAsIfNothingHadHappened() throws IOException {
    TestingCells cells = new TestingCells();
    EntityHead head = golden("v2.properties", cells);

    FeatureVector vector =
        EntityFeatures.apply(List.of(PLAN), head, cells, event("next", 9_500, 16.0)).get(0);

    TestingCells anew = new TestingCells();
    EntityHead headAnew = written(anew);
    FeatureVector expected =
        EntityFeatures.apply(List.of(PLAN), headAnew, anew, event("next", 9_500, 16.0)).get(0);
    assertThat(vector).isEqualTo(expected);
    assertThat(vector.getValues().get(2)).isEqualTo(13);
    assertThat(vector.getStatuses()).isEqualTo("FFFF");
  }

  @Test
  void ofVersionOneTheEntityIsReadAndItsFeatureSetsStartAnew() throws IOException {
    TestingCells cells = new TestingCells();
    EntityHead head = golden("v1.properties", cells);

    FeatureVector vector =
        EntityFeatures.apply(List.of(PLAN), head, cells, event("next", 9_500, 16.0)).get(0);

    assertThat(vector.getValues().get(2)).isEqualTo(1);
    assertThat(vector.getStatuses()).isEqualTo("IMFF");
    assertThat(cells.bytes).isEmpty();
  }

  @Test
  void whatIsWrittenTodayIsVersionTwo() throws IOException {
    TestingCells cells = new TestingCells();
    EntityHead head = written(cells);
    StringBuilder text = new StringBuilder();
    text.append("entity=").append(HexFormat.of().formatHex(head.toBytes())).append('\n');
    cells.bytes.forEach(
        (key, value) ->
            text.append(key).append('=').append(HexFormat.of().formatHex(value)).append('\n'));
    assertThat(text.toString()).isEqualTo(text("v2.properties"));
  }

  @Test
  void bytesOfANewerBuildAreRefusedByName() {
    byte[] newer = new EntityHead(0).toBytes();
    newer[0] = 2;
    assertThatThrownBy(() -> EntityHead.of(newer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2; this build reads 1 to 1");
  }

  @Test
  void stateOfAnotherLayoutUnderTheSameNameStartsAnew() {
    TestingCells cells = new TestingCells();
    EntityHead head = written(cells);
    FeatureSetPlan changed = FeatureSetPlan.of(set(feature("n", "count", WindowDefinition.EVER)));
    FeatureVector vector =
        EntityFeatures.apply(List.of(changed), head, cells, event("x", 9_500, 1.0)).get(0);
    assertThat(vector.getValues()).containsExactly(1.0);
    assertThat(cells.bytes).isEmpty();
  }

  private static EntityHead written(TestingCells cells) {
    EntityHead head = new EntityHead(-2_000);
    for (int i = 0; i < 12; i++) {
      long time = -2_000 + i * 1_000;
      EntityFeatures.apply(List.of(PLAN), head, cells, event("e" + i, time, i * i / 8.0));
    }
    head.timer(70_000);
    return head;
  }

  private static EntityHead golden(String file, TestingCells cells) throws IOException {
    Properties golden = new Properties();
    try (InputStream in = StateBytesTest.class.getResourceAsStream("/state/" + file)) {
      golden.load(in);
    }
    for (String key : golden.stringPropertyNames()) {
      cells.put(key, HexFormat.of().parseHex(golden.getProperty(key)));
    }
    EntityHead head = EntityHead.of(cells.get("entity"));
    cells.remove("entity");
    assertThat(head.highWaterMark()).isEqualTo(9_000);
    assertThat(head.timer()).isEqualTo(70_000);
    assertThat(head.idsCheckedUpTo()).isEqualTo(-2_000);
    return head;
  }

  private static String text(String file) throws IOException {
    try (InputStream in = StateBytesTest.class.getResourceAsStream("/state/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
