package dev.reeve.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.local.LocalBroker;
import dev.reeve.local.LocalRegistry;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.wire.GenericWireDecoder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Are rejected records found, shown, repaired and put back once, on a real broker? */
@Timeout(300)
class RejectedIT {

  @TempDir private static Path folder;

  private static LocalBroker broker;
  private static LocalRegistry registry;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    broker = LocalBroker.start(folder.resolve("broker"), 0);
    registry = LocalRegistry.start(folder.resolve("registry"), 0, folder.resolve("logs"));
  }

  @AfterAll
  static void end() {
    registry.close();
    broker.close();
  }

  @Test
  void rejectedRecordsAreListedShownRepairedAndPutBackOnce() throws IOException {
    run("e.", "topics", "--regions", "plant");
    Contracts contracts = new Contracts(registry.url());
    RegionEvent event = event("e1", Double.NaN);
    ByteBuffer written = ByteBuffer.wrap(contracts.encode(event));
    reject(contracts, "NOT_A_NUMBER", "validate", written, 1_000_000_000_000L, "e1");
    reject(contracts, "UNDECODABLE", "validate", bytes("\u0007"), 1_700_000_000_000L, "");
    reject(contracts, "TOO_LARGE", "validate", null, 1_700_000_000_001L, "");
    reject(contracts, "EXPECTATION", "features", written, 1_700_000_000_002L, "e1");

    assertThat(run("e.", "rejected", "list", "--regions", "plant")).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "ID ", "DETAIL", "NOT_A_NUMBER", "UNDECODABLE", "TOO_LARGE", "EXPECTATION")
        .containsPattern("2001-09-09T01:46:40Z +NOT_A_NUMBER +host/web-1 +it is wrong");
    assertThat(listed("--reason", "LATE")).isEmpty();
    assertThat(listed("--limit", "1")).containsExactly("EXPECTATION");
    assertThat(listed("--since", "2023-01-01T00:00:00Z", "--until", "2023-11-14T22:13:20.001Z"))
        .containsExactly("UNDECODABLE");
    assertThat(listed("--since", "10d")).isEmpty();
    assertThat(listed("--entity", "host/web-1", "--reason", "NOT_A_NUMBER")).hasSize(1);
    assertThat(run("e.", "rejected", "list", "--regions", "Plant", "--since", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("'Plant'").contains("--since: 'soon'");

    String first = id("NOT_A_NUMBER");
    assertThat(run("e.", "rejected", "show", first)).isZero();
    assertThat(out.toString())
        .contains("measures\": {\"cpu\": \"NaN\"")
        .contains("key               host/web-1");
    assertThat(run("e.", "rejected", "show", id("UNDECODABLE"))).isZero();
    assertThat(out.toString()).contains("value             hex 07");

    assertThat(run("e.", "rejected", "replay", id("TOO_LARGE"))).isEqualTo(2);
    assertThat(err.toString()).contains("its bytes were not kept");
    assertThat(run("e.", "rejected", "replay", id("UNDECODABLE"), "--set", "event_id=x"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("give a whole one with --value");
    assertThat(run("e.", "rejected", "replay", id("EXPECTATION"), "--set", "measures.cpu=1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("it would be a duplicate");
    assertThat(
            run("e.", "rejected", "replay", first, "--set", "heat=1", "--set", "event_time=noon"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--set heat: no such field; there are event_id, region")
        .contains("--set event_time: 'noon' is no long");
    assertThat(run("e.", "rejected", "replay", "e.plant.rejected-9-9")).isEqualTo(2);
    assertThat(run("e.", "rejected", "replay", "nonsense")).isEqualTo(2);

    String[] repair = {"rejected", "replay", first, "--set", "measures.cpu=1.5"};
    assertThat(run("e.", with(repair, "--dry-run"))).isZero();
    assertThat(out.toString()).contains("would be put back into e.plant.events");
    assertThat(replayed(contracts)).isEmpty();
    assertThat(run("e.", repair)).isZero();
    assertThat(run("e.", repair)).isEqualTo(2);
    assertThat(err.toString()).contains("was put back already, as e.plant.events-2-0");
    assertThat(run("e.", with(repair, "--again"))).isZero();
    assertThat(replayed(contracts)).containsExactly(event("e1", 1.5), event("e1", 1.5));

    Path json =
        Files.writeString(
            folder.resolve("event.json"),
            """
            {"event_id": "e9", "region": "plant", "entity_type": "host", "entity": "web-2",
             "event_time": 7, "measures": {"cpu": 2}}""");
    assertThat(run("e.", "rejected", "replay", id("UNDECODABLE"), "--value", json.toString()))
        .isZero();
    assertThat(replayed(contracts))
        .hasSize(3)
        .anySatisfy(
            e -> {
              assertThat(e.getEntity()).isEqualTo("web-2");
              assertThat(e.getMeasures()).containsEntry("cpu", 2.0);
            });
    Files.writeString(json, "{\"measures\": {\"cpu\": \"hot\"}, \"heat\": 1}");
    assertThat(run("e.", "rejected", "replay", id("UNDECODABLE"), "--value", json.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--value: heat: no such field")
        .contains("--value: measures.cpu: '\"hot\"' is no double");
  }

  @Test
  void aRecordOfAnothersTopicGoesBackInThatTopicsOwnFormat() throws Exception {
    topic("monitoring.checks");
    topic("checks");
    int schema = registered("checks-value");
    run("m.", "topics", "--regions", "plant");
    Contracts contracts = new Contracts(registry.url());
    String broken = "{\"target\": {\"service\": \"shop\"}}";
    refuse(contracts, "monitoring.checks", "UNMAPPED", bytes(broken));
    refuse(contracts, "checks", "UNDECODABLE", bytes("\u0007"));
    Path json = folder.resolve("record.json");
    String repaired =
        """
        {"checked_at": "2026-03-01T12:00:00Z", "target": {"service": "shop"}, "up": true,
         "latency": {"p99_ms": 1.5}, "requests": {"total": 4, "failed": 1}, "tier": "gold"}""";
    Files.writeString(json, repaired);
    String ofJson = mappedId("UNMAPPED");
    String ofAvro = mappedId("UNDECODABLE");

    assertThat(replayMapped(ofJson, json)).as("without a mapping").isEqualTo(2);
    assertThat(err.toString())
        .contains("monitoring.checks is a topic of others, and no release")
        .contains("published for plant maps it");
    assertThat(run("m.", "publish", mappings().toString(), "--wait", "0s")).as("%s", err).isZero();

    assertThat(run("m.", "rejected", "replay", ofJson)).as("as it is").isEqualTo(2);
    assertThat(err.toString()).contains("the mapping 'monitoring' would refuse this value");
    assertThat(run("m.", "rejected", "replay", ofJson, "--set", "up=true")).isEqualTo(2);
    assertThat(err.toString()).contains("monitoring.checks has JSON: give a whole one");
    assertThat(values("monitoring.checks")).isEmpty();
    assertThat(replayMapped(ofJson, json)).as("%s", err).isZero();
    assertThat(values("monitoring.checks"))
        .singleElement()
        .satisfies(value -> assertThat(value).asString().isEqualTo(repaired));

    assertThat(replayMapped(ofAvro, json)).isEqualTo(2);
    assertThat(err.toString()).contains("--value: target: no such field; there are up, latency");
    Files.writeString(json, "{\"up\": true, \"latency\": null, \"service\": \"\"}");
    assertThat(replayMapped(ofAvro, json)).isEqualTo(2);
    assertThat(err.toString()).contains("the mapping 'checks' would refuse this value: MISSING");
    Files.writeString(json, "{\"up\": true, \"latency\": {\"double\": 2}, \"service\": \"shop\"}");
    assertThat(replayMapped(ofAvro, json)).as("%s", err).isZero();
    assertThat(replayMapped(ofAvro, json)).as("twice").isEqualTo(2);
    assertThat(values("checks"))
        .singleElement()
        .satisfies(
            value -> {
              var decoded =
                  new GenericWireDecoder(contracts.writers()).decode(ByteBuffer.wrap(value));
              assertThat(decoded.writerSchemaId()).isEqualTo(schema);
              assertThat(decoded.record()).asString().contains("\"latency\": 2.0");
            });
  }

  private int replayMapped(String id, Path value) {
    return run("m.", "rejected", "replay", id, "--value", value.toString());
  }

  /** A release that maps a topic of JSON and one of Avro. */
  private static Path mappings() throws IOException {
    Path release = folder.resolve("mapped");
    Path example = Path.of("../deploy/releases/service-health");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = release.resolve(example.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path list = release.resolve("release.yaml");
    Files.writeString(
        list,
        Files.readString(list).replace("feature_sets:", "  - sources/checks.yaml\nfeature_sets:"));
    Files.writeString(
        release.resolve("sources/checks.yaml"),
        """
        name: checks
        topic: checks
        measures: {up: up, latency_ms: latency}
        entities:
          - {type: service, field: service, topic: service-events}
        """);
    return release;
  }

  private static int registered(String subject) throws Exception {
    String schema =
        """
        {"type": "record", "name": "Check", "fields": [
          {"name": "up", "type": "boolean"}, {"name": "latency", "type": ["null", "double"]},
          {"name": "service", "type": "string"}]}""";
    try (var client = new CachedSchemaRegistryClient(registry.url(), 10)) {
      return client.register(subject, new AvroSchema(schema));
    }
  }

  private static void topic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createTopics(List.of(new NewTopic(name, 3, (short) 1))).all().get();
    }
  }

  private static List<byte[]> values(String topic) {
    List<byte[]> values = new ArrayList<>();
    TopicTail.drain(
        broker.bootstrap(),
        topic,
        message -> {
          assertThat(message.partition()).isEqualTo(1);
          assertThat(message.key()).asString().isEqualTo("their key");
          values.add(message.value());
        });
    return values;
  }

  private void refuse(Contracts contracts, String topic, String reason, ByteBuffer value) {
    RejectedRecord record =
        RejectedRecord.newBuilder()
            .setRegion("plant")
            .setStage("map")
            .setReason(reason)
            .setTopic(topic)
            .setPartition(1)
            .setKey(bytes("their key"))
            .setValue(value)
            .build();
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write("m.plant.rejected", new byte[0], contracts.encode(record));
    }
  }

  private String mappedId(String reason) throws IOException {
    out.getBuffer().setLength(0);
    assertThat(run("m.", "rejected", "list", "--regions", "plant", "--reason", reason, "--json"))
        .isZero();
    return new ObjectMapper().readTree(out.toString()).get(0).get("id").asText();
  }

  private void reject(
      Contracts contracts,
      String reason,
      String stage,
      ByteBuffer value,
      long timestamp,
      String eventId) {
    RejectedRecord.Builder record =
        RejectedRecord.newBuilder()
            .setRegion("plant")
            .setStage(stage)
            .setReason(reason)
            .setDetail("it is wrong")
            .setTopic("e.plant.events")
            .setPartition(2)
            .setTimestamp(timestamp)
            .setKey(bytes("host/web-1"))
            .setValue(value)
            .setEventId(eventId)
            .setFeatureSet(reason.equals("EXPECTATION") ? "load@1" : "");
    if (!eventId.isEmpty()) {
      record.setEntityType("host").setEntity("web-1").setEventTime(5);
    }
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(
          "e.plant.rejected",
          "host/web-1".getBytes(StandardCharsets.UTF_8),
          contracts.encode(record.build()));
    }
  }

  /** Reasons of what is listed. */
  private List<String> listed(String... filters) throws IOException {
    return rows(filters).stream().map(row -> row.get("reason").asText()).toList();
  }

  private String id(String reason) throws IOException {
    return rows("--reason", reason).get(0).get("id").asText();
  }

  private List<JsonNode> rows(String... filters) throws IOException {
    out.getBuffer().setLength(0);
    List<String> line =
        new ArrayList<>(List.of("rejected", "list", "--regions", "plant", "--json"));
    line.addAll(List.of(filters));
    assertThat(run("e.", line.toArray(String[]::new))).isZero();
    List<JsonNode> rows = new ArrayList<>();
    new ObjectMapper().readTree(out.toString()).forEach(rows::add);
    out.getBuffer().setLength(0);
    return rows;
  }

  /** Events that were put back, each with the header that says of what. */
  private static List<RegionEvent> replayed(Contracts contracts) {
    List<RegionEvent> events = new ArrayList<>();
    var decoder = contracts.decoder(RegionEvent.class);
    TopicTail.drain(
        broker.bootstrap(),
        "e.plant.events",
        message -> {
          assertThat(message.partition()).isEqualTo(2);
          assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("host/web-1");
          assertThat(
                  new String(
                      message.headers().lastHeader("reeve-replay-of").value(),
                      StandardCharsets.UTF_8))
              .startsWith("e.plant.rejected-");
          events.add(decoder.decode(ByteBuffer.wrap(message.value())).record());
        });
    return events;
  }

  private static RegionEvent event(String id, double cpu) {
    return RegionEvent.newBuilder()
        .setEventId(id)
        .setRegion("plant")
        .setEntityType("host")
        .setEntity("web-1")
        .setEventTime(5)
        .setMeasures(Map.of("cpu", cpu))
        .build();
  }

  private static String[] with(String[] line, String more) {
    List<String> all = new ArrayList<>(List.of(line));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private int run(String prefix, String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(
        List.of(
            "--bootstrap", broker.bootstrap(), "--registry", registry.url(), "--prefix", prefix));
    CommandLine reeve = Reeve.commandLine();
    reeve.setOut(new PrintWriter(out, true));
    reeve.setErr(new PrintWriter(err, true));
    return reeve.execute(line.toArray(String[]::new));
  }
}
