package dev.reeve.schema.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.WireFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Can anyone read a feature set version, and know what its columns mean? */
class FeatureRecordsTest {

  private static final Function<String, FeatureType> TYPES =
      aggregate ->
          switch (aggregate) {
            case "count" -> FeatureType.LONG;
            case "top_category" -> FeatureType.TEXT;
            default -> FeatureType.DOUBLE;
          };

  private static final String SET =
      """
      {"name": "host_load", "version": 2, "entity_type": "host", "owner": "platform",
       "description": "How busy a host is.", "measures": {"cpu": "percent"},
       "features": [
        {"name": "seen", "aggregate": "count", "window": {"last": "5m"}, "unit": "events"},
        {"name": "cpu_mean", "measure": "cpu", "aggregate": "mean", "unit": "percent",
         "description": "Mean load.", "window": {"last": "5m"}, "filter": "measure.cpu > 0.0"},
        {"name": "shop", "attribute": "shop", "aggregate": "top_category"},
        {"name": "busy", "expression": "cpu_mean / 100.0"}]}
      """;

  private final FeatureRecords records = FeatureRecords.of(set(SET), TYPES);

  @Test
  void everyFeatureIsATypedFieldThatSaysWhatItMeans() {
    Schema schema = records.schema();

    assertThat(schema.getFullName()).isEqualTo("dev.reeve.feature.host_load_v2");
    assertThat(schema.getDoc()).isEqualTo("How busy a host is. Owner: platform");
    assertThat(schema.getField("seen").schema().toString()).isEqualTo("[\"null\",\"long\"]");
    assertThat(schema.getField("busy").doc()).isEqualTo("Derived: cpu_mean / 100.0");
    assertThat(schema.getField("cpu_mean").doc())
        .isEqualTo(
            "Mean load. Unit: percent. Computed: mean of cpu over the last 5m where measure.cpu >"
                + " 0.0");
    assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
    assertThat(schema.getFields()).allMatch(Schema.Field::hasDefaultValue);
  }

  @Test
  void aVectorIsReadBackByAReaderThatKnowsNothingButTheSchema() throws Exception {
    FeatureVector vector =
        new FeatureVector(
            "host_load",
            2,
            1_000L,
            List.of(7.0, 12.5, Double.NaN, Double.NaN),
            "FIFM",
            List.of(0L, 30L, 40L, -1L),
            List.of("", "", "toys", ""),
            List.of("cpu_range"),
            17L);
    RegionEvent event =
        RegionEvent.newBuilder()
            .setEventId("e1")
            .setRegion("plant")
            .setEntityType("host")
            .setEntity("h1")
            .build();
    FeatureBundle bundle =
        FeatureBundle.newBuilder().setEvent(event).setVectors(List.of(vector)).build();

    GenericRecord read = read(WireFormat.encode(3, records.record(bundle, vector)));

    assertThat(read.get("region")).isEqualTo("plant");
    assertThat(read.get("entity_type")).isEqualTo("host");
    assertThat(read.get("entity")).isEqualTo("h1");
    assertThat(read.get("as_of")).isEqualTo(1_000L);
    assertThat(read.get("event_id")).isEqualTo("e1");
    assertThat(read.get("seen")).isEqualTo(7L);
    assertThat(read.get("cpu_mean")).isEqualTo(12.5);
    assertThat(read.get("cpu_mean_status")).isEqualTo("INCOMPLETE");
    assertThat(read.get("cpu_mean_age_ms")).isEqualTo(30L);
    assertThat(read.get("shop")).isEqualTo("toys");
    assertThat(read.get("busy")).isNull();
    assertThat(read.get("busy_status")).isEqualTo("MISSING");
    assertThat(read.get("violations")).asList().containsExactly("cpu_range");
  }

  @Test
  void aCauseThatIsNoEventStandsInItsPlace() {
    FeatureVector vector =
        FeatureVector.newBuilder()
            .setValues(List.of(0.0, 0.0, 0.0, 0.0))
            .setStatuses("MMMM")
            .build();
    FeatureBundle bundle =
        FeatureBundle.newBuilder()
            .setEvent(RegionEvent.newBuilder().build())
            .setCauseKind("silence")
            .setCauseId("silence/host_load@2/5")
            .build();

    assertThat(records.record(bundle, vector).get("event_id")).isEqualTo("silence/host_load@2/5");
  }

  @Test
  void anEditOfWhatFeaturesMeanIsCompatibleBothWays() {
    Schema edited =
        FeatureRecords.of(set(SET.replace("Mean load.", "Mean of the load.")), TYPES).schema();

    assertThat(edited.getField("cpu_mean").doc()).contains("Mean of the load");
    assertThat(compatible(edited, records.schema())).isTrue();
    assertThat(compatible(records.schema(), edited)).isTrue();
  }

  @Test
  void namesOfFieldsThatAreTakenAreFound() {
    FeatureSetDefinition set =
        set(
            SET.replace("\"busy\"", "\"seen_age_ms\"")
                .replace("\"shop\", \"att", "\"as_of\", \"att"));

    assertThat(FeatureRecords.collisions(set)).containsExactly("as_of", "seen_age_ms");
    assertThat(FeatureRecords.collisions(set(SET))).isEmpty();
  }

  private static boolean compatible(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private GenericRecord read(byte[] bytes) throws Exception {
    Schema parsed = new Schema.Parser().parse(records.schema().toString());
    return new GenericDatumReader<GenericRecord>(parsed)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
  }

  private static FeatureSetDefinition set(String json) {
    try {
      return ReleaseBody.JSON.readValue(json, FeatureSetDefinition.class);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
