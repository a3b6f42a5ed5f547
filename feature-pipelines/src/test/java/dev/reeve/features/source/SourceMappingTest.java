package dev.reeve.features.source;

import static dev.reeve.features.source.TestingSources.json;
import static dev.reeve.features.source.TestingSources.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.reeve.features.event.Reason;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of other topics become events, or say everything that keeps them from it. */
class SourceMappingTest {

  private static final String HOST_AND_SERVICE =
      """
      {"name": "m", "topic": "metrics", "format": "json",
       "event_time": "at", "time_format": "seconds",
       "fields": {"mem.used": "double", "mem.total": "double"},
       "measures": {"cpu": "cpu.user", "memory": "=mem.used / mem.total", "up": "up"},
       "attributes": {"zone": "tags.zone", "kind": "='metric'"},
       "labels": {"residency": "tags.residency"},
       "entities": [{"type": "host", "field": "host", "topic": "events"},
                    {"type": "service", "field": "service", "topic": "services"}]}""";

  private final TestingSources sources = new TestingSources();

  @Test
  void usageExample() {
    MappedRecord mapped =
        sources
            .mapping(HOST_AND_SERVICE)
            .map(
                json(
                    """
                    {"at": 1700000000.25, "host": "web-1", "service": "shop", "up": true,
                     "cpu": {"user": 12}, "mem": {"used": 3, "total": 4.0},
                     "tags": {"zone": "a", "residency": "eu"}}"""));

    assertThat(mapped.events())
        .extracting(MappedEvent::topic)
        .containsExactly("events", "services");
    RegionEvent host = mapped.events().get(0).event();
    assertThat(host.getEntityType()).isEqualTo("host");
    assertThat(host.getEntity()).isEqualTo("web-1");
    assertThat(host.getEventId()).isEqualTo("metrics/3/42");
    assertThat(host.getRegion()).isEqualTo("plant");
    assertThat(host.getEventTime()).isEqualTo(1_700_000_000_250L);
    assertThat(host.getMeasures())
        .containsOnly(entry("cpu", 12.0), entry("memory", 0.75), entry("up", 1.0));
    assertThat(host.getAttributes()).containsOnly(entry("zone", "a"), entry("kind", "metric"));
    assertThat(host.getLabels()).containsOnly(entry("residency", "eu"));
    assertThat(mapped.events().get(1).event())
        .isEqualTo(RegionEvent.newBuilder(host).setEntityType("service").setEntity("shop").build());
  }

  @Test
  void allProblemsOfARecordAreToldInOneRefusal() {
    MappedRecord refused =
        sources
            .mapping(HOST_AND_SERVICE)
            .map(
                json(
                    """
                    {"at": "noon", "service": "", "cpu": {"user": "high"}, "up": 1e999,
                     "mem": {"used": "3", "total": 4.0}, "tags": {"zone": ["a"]}}"""));

    assertThat(refused.isMapped()).isFalse();
    assertThat(refused.events()).isEmpty();
    assertThat(refused.rejection().reason()).isEqualTo(Reason.UNMAPPED);
    assertThat(refused.rejection().detail().split("; (?=[a-z_.]+: )"))
        .containsExactlyInAnyOrder(
            "event_time: at is 'noon'; allowed is a number of seconds since 1970",
            "measures.cpu: cpu.user is 'high'; allowed are numbers",
            "measures.memory: =mem.used / mem.total reads mem.used, which is '3'; allowed is a double",
            "measures.up: up is Infinity; allowed are finite numbers",
            "attributes.zone: tags.zone is a JSON array; allowed are single values",
            "labels.residency: tags.residency is missing",
            "host: host is missing",
            "service: service is empty");
  }

  @Test
  void whatARecordLacksIsLeftOutOfMeasuresAndAttributesAlone() {
    MappedRecord mapped =
        sources
            .mapping(HOST_AND_SERVICE)
            .map(
                json(
                    """
                    {"at": 1, "host": "h", "service": "s", "cpu": null, "mem": {"used": 3},
                     "tags": {"residency": "eu"}}"""));

    assertThat(mapped.isMapped()).isTrue();
    assertThat(mapped.events().get(0).event().getMeasures()).isEmpty();
    assertThat(mapped.events().get(0).event().getAttributes()).containsOnlyKeys("kind");
  }

  @Test
  void theReasonOfARefusalIsThatOfItsProblemsWhereTheyAgree() {
    SourceMapping mapping = sources.mapping(HOST_AND_SERVICE);

    assertThat(reason(mapping.map(json("{\"at\": 1, \"tags\": {\"residency\": \"eu\"}}"))))
        .isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(mapping.map(json("no json")))).isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(json("[1]")))).isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(json("{\"at\": 1, \"at\": 2}")))).isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(json("{\"a\":" + "[".repeat(100_000)))))
        .isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(json(" ".repeat(1_000_000))))).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void anEntityMayBeOptionalButNotAllOfThem() {
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics", "format": "json",
             "entities": [{"type": "host", "field": "from", "topic": "events", "optional": true},
                          {"type": "host", "field": "to", "topic": "events", "optional": true}]}""");

    assertThat(ids(mapping.map(json("{\"from\": \"a\"}")))).containsExactly("a metrics/3/42");
    assertThat(ids(mapping.map(json("{\"to\": \"b\"}")))).containsExactly("b metrics/3/42#2");
    assertThat(ids(mapping.map(json("{\"from\": \"a\", \"to\": \"a\"}"))))
        .as("two events of one entity, with different ids")
        .containsExactly("a metrics/3/42", "a metrics/3/42#2");
    assertThat(reason(mapping.map(json("{}")))).isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void aRecordOfAnotherRegionIsRefusedAndNamesWithDotsStandInQuotes() {
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics", "format": "json",
             "region": "\\"cloud.region\\".name", "event_id": "id",
             "entities": [{"type": "host", "field": "h", "topic": "events"}]}""");

    MappedRecord own =
        mapping.map(json("{\"h\": 7, \"id\": 9, \"cloud.region\": {\"name\": \"plant\"}}"));
    assertThat(ids(own)).containsExactly("7 9");
    assertThat(own.events().get(0).event().getEventTime()).isEqualTo(TestingSources.KAFKA_TIME);
    assertThat(
            reason(mapping.map(json("{\"h\": 7, \"id\": 9, \"cloud.region\": {\"name\": \"x\"}}"))))
        .isEqualTo(Reason.WRONG_REGION);
  }

  @Test
  void twoSchemasOfOneTopicAreReadEachAsItsWriterWroteIt() {
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics",
             "measures": {"cpu": "cpu", "wait_s": "=wait_ms / 1000.0"},
             "entities": [{"type": "host", "field": "host.name", "topic": "events"}]}""");
    String host =
        "{\"name\":\"host\",\"type\":{\"type\":\"record\",\"name\":\"H\",\"fields\":["
            + "{\"name\":\"name\",\"type\":\"string\"}]}}";
    Schema old = schema(host + ",{\"name\":\"cpu\",\"type\":\"int\"}");
    Schema young =
        schema(
            "{\"name\":\"wait_ms\",\"type\":[\"null\",\"double\"]},{\"name\":\"cpu\",\"type\":\"double\"},"
                + host);

    RegionEvent first =
        mapping.map(sources.avro(1, record(old, "cpu", 5, "a"))).events().get(0).event();
    GenericData.Record second = record(young, "cpu", 0.5, "b");
    second.put("wait_ms", 250.0);
    RegionEvent last = mapping.map(sources.avro(2, second)).events().get(0).event();
    second.put("wait_ms", null);

    assertThat(first.getMeasures()).containsOnly(entry("cpu", 5.0));
    assertThat(last.getMeasures()).containsOnly(entry("cpu", 0.5), entry("wait_s", 0.25));
    assertThat(mapping.map(sources.avro(2, second)).events().get(0).event().getMeasures())
        .containsOnly(entry("cpu", 0.5));
    assertThat(last.getEntity()).isEqualTo("b");
  }

  @Test
  void aSchemaThatDoesNotFitAndBytesThatAreNoneAreRefused() {
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics", "measures": {"cpu": "cpu"},
             "entities": [{"type": "host", "field": "host", "topic": "events"}]}""");
    Schema wrong =
        schema("{\"name\":\"cpu\",\"type\":\"string\"},{\"name\":\"hosts\",\"type\":\"string\"}");
    GenericData.Record record = new GenericData.Record(wrong);
    record.put("cpu", "12");
    record.put("hosts", "a");

    MappedRecord refused = mapping.map(sources.avro(5, record));
    assertThat(refused.rejection().detail())
        .contains("measures.cpu: cpu is string; allowed: int, long")
        .contains("host: there is no field 'host' in Metric, did you mean 'hosts'?");
    assertThat(refused.writerSchemaId()).isEqualTo(5);

    SourceRecord cut = sources.avro(5, record);
    cut.getValue().limit(cut.getValue().limit() - 1);
    assertThat(reason(mapping.map(cut))).isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(TestingSources.bytes(new byte[] {0, 0, 0, 0, 99, 1}))))
        .as("an id that the registry does not know")
        .isEqualTo(Reason.UNDECODABLE);
    assertThat(reason(mapping.map(TestingSources.bytes(new byte[] {7}))))
        .isEqualTo(Reason.UNDECODABLE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} |  | 1700000000123 | 1700000000123",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} |  | 1700000000123999 | 1700000000123",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"} |  | -1 | -1",
        "\"long\" |  | 1700000000123 | 1700000000123",
        "\"long\" | micros | -1 | -1",
        "\"double\" | seconds | 1700000000.1239 | 1700000000123",
        "\"string\" |  | 2023-11-14T23:13:20.123+01:00 | 1700000000123",
        "[\"null\",\"string\"] | iso | 2023-11-14T22:13:20.123Z | 1700000000123"
      })
  void timesAreReadAsTheirTypeOrTheirFormatTells(
      String type, String format, String value, long millis) {
    Schema schema = TestingSources.schemaOf(new Schema.Parser().parse(type));
    GenericData.Record record = new GenericData.Record(schema);
    record.put(
        "f",
        type.contains("string")
            ? value
            : type.contains("double") ? (Object) Double.valueOf(value) : Long.valueOf(value));
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics", "event_time": "f", "time_format": "%s",
             "entities": [{"type": "host", "field": "='h'", "topic": "events"}]}"""
                .formatted(format == null ? "" : format));

    assertThat(mapping.map(sources.avro(1, record)).events())
        .extracting(mapped -> mapped.event().getEventTime())
        .containsExactly(millis);
  }

  @Test
  void decimalsEnumsMapsAndUnionsAreReadWhereverTheyStand() {
    Schema schema =
        schema(
            """
            {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
            {"name":"level","type":{"type":"enum","name":"L","symbols":["LOW","HIGH"]}},
            {"name":"tags","type":{"type":"map","values":["null","string"]}},
            {"name":"load","type":["null","long","double","string"]}""");
    GenericData.Record record = new GenericData.Record(schema);
    record.put("price", ByteBuffer.wrap(BigInteger.valueOf(-12345).toByteArray()));
    record.put("level", new GenericData.EnumSymbol(schema.getField("level").schema(), "HIGH"));
    record.put("tags", Map.of("host", "h1"));
    record.put("load", 7L);
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics",
             "measures": {"price": "price", "load": "load", "high": "=level == 'HIGH' ? 1 : 0"},
             "attributes": {"level": "level", "owner": "tags.owner"},
             "entities": [{"type": "host", "field": "=tags.host + '!'", "topic": "events"}]}""");

    RegionEvent event = mapping.map(sources.avro(1, record)).events().get(0).event();
    assertThat(event.getMeasures())
        .containsOnly(entry("price", -123.45), entry("load", 7.0), entry("high", 1.0));
    assertThat(event.getAttributes()).containsOnly(entry("level", "HIGH"));
    assertThat(event.getEntity()).isEqualTo("h1!");
    record.put("load", "much");
    assertThat(mapping.map(sources.avro(1, record)).rejection().detail())
        .isEqualTo("measures.load: load is 'much'; allowed are numbers");
  }

  @Test
  void aTextOrAnIdThatIsTooLongIsRefused() {
    SourceMapping mapping =
        sources.mapping(
            """
            {"name": "m", "topic": "metrics", "format": "json",
             "entities": [{"type": "host", "field": "h", "topic": "events"}]}""");

    assertThat(mapping.map(json("{\"h\": \"" + "x".repeat(5_000) + "\"}")).rejection().detail())
        .isEqualTo("host: h has 5000 characters; allowed are 4096");
  }

  private static GenericData.Record record(
      Schema schema, String measure, Object value, String name) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put(measure, value);
    GenericData.Record host = new GenericData.Record(schema.getField("host").schema());
    host.put("name", name);
    record.put("host", host);
    return record;
  }

  private static Reason reason(MappedRecord mapped) {
    return mapped.rejection().reason();
  }

  private static List<String> ids(MappedRecord mapped) {
    return mapped.events().stream()
        .map(each -> each.event().getEntity() + " " + each.event().getEventId())
        .toList();
  }
}
