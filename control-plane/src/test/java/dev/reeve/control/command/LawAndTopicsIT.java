package dev.reeve.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.law.Publication;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.local.LocalBroker;
import dev.reeve.local.LocalRegistry;
import dev.reeve.schema.Answer;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Question;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.wire.WireFormat;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Topics, law and answers, as a user makes them on a real broker with a real registry. */
@Timeout(300)
class LawAndTopicsIT {

  private static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/windowed-gaussian");
  private static final Path GUARD =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/fleet-guard");

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
  void topicsAreCreatedOnceAndCheckedAgainstTheirPlan() {
    assertThat(run("a.", "topics", "--regions", "plant,edge", "--check")).isEqualTo(1);
    assertThat(err.toString())
        .contains("a.control: does not exist")
        .contains("a.plant.events: does not exist");
    assertThat(run("a.", "topics", "--regions", "plant,edge")).isZero();
    assertThat(run("a.", "topics", "--regions", "plant,edge")).isZero();
    assertThat(out.toString()).contains("20 topics and all schemas are as planned");
    assertThat(run("a.", "topics", "--regions", "plant", "--check", "--partitions", "7"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("a.plant.events: has 4 partitions, planned are 7");
  }

  @Test
  void eachPublicationHasTheNextGeneration() {
    run("b.", "topics", "--regions", "plant");
    assertThat(run("b.", "publish", RELEASE.toString(), "--wait", "0s")).isZero();
    assertThat(run("b.", "publish", RELEASE.toString(), "--regions", "plant", "--wait", "0s"))
        .isZero();
    assertThat(out.toString())
        .contains("is published as generation 1 for all regions")
        .contains("is published as generation 2 for plant");
    Addresses addresses = addresses("b.");
    List<ControlRecord> records =
        new Publication(addresses, new Contracts(addresses.registry()), "test", Clock.systemUTC())
            .records();
    assertThat(records).allMatch(record -> record.getSignatures().isEmpty());
    assertThat(ReleaseInForce.of(records, "plant"))
        .hasValueSatisfying(inForce -> assertThat(inForce.generation()).isEqualTo(2));
    assertThat(ReleaseInForce.of(records, "edge"))
        .hasValueSatisfying(inForce -> assertThat(inForce.generation()).isEqualTo(1));
  }

  @Test
  void aRegionThatDoesNotAcknowledgeIsTold() {
    run("c.", "topics", "--regions", "plant");
    assertThat(run("c.", "publish", RELEASE.toString(), "--regions", "plant", "--wait", "1s"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("plant/features is silent")
        .contains("plant/decide is silent");
  }

  @Test
  void aQuestionIsListedAndAnsweredWithItsDigest() {
    run("d.", "topics", "--regions", "plant");
    Addresses addresses = addresses("d.");
    Contracts contracts = new Contracts(addresses.registry());
    Question question =
        Question.newBuilder()
            .setQuestionId("3f2a0000000000000000000000000000")
            .setRegion("plant")
            .setEntityType("host")
            .setEntity("web-1")
            .setAction("restart")
            .setArgumentsDigest("the digest")
            .setReason("it is critical")
            .setDeadline(Long.MAX_VALUE)
            .build();
    try (TopicWriter writer = new TopicWriter(addresses.bootstrap())) {
      writer.write(
          "d.plant.questions",
          "host/web-1".getBytes(StandardCharsets.UTF_8),
          contracts.encode(question));
    }
    assertThat(run("d.", "approvals", "list", "--regions", "plant")).isZero();
    assertThat(out.toString())
        .contains("3f2a0000")
        .contains("restart()")
        .contains("it is critical");
    assertThat(run("d.", "approvals", "approve", "77", "--regions", "plant")).isEqualTo(2);
    assertThat(err.toString()).contains("'77': no open question's id begins so");
    assertThat(
            run(
                "d.",
                "approvals",
                "approve",
                "3f2a",
                "--regions",
                "plant",
                "--by",
                "ada",
                "--comment",
                "fine"))
        .isZero();

    List<Answer> answers = new ArrayList<>();
    var decoder = contracts.decoder(Answer.class);
    TopicTail.drain(
        addresses.bootstrap(),
        "d.plant.answers",
        message -> {
          assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("host/web-1");
          answers.add(decoder.decode(ByteBuffer.wrap(message.value())).record());
        });
    assertThat(answers)
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.getQuestionId()).isEqualTo(question.getQuestionId());
              assertThat(answer.getArgumentsDigest()).isEqualTo("the digest");
              assertThat(answer.getVerdict()).isEqualTo("approve");
              assertThat(answer.getAnsweredBy()).isEqualTo("ada");
              assertThat(answer.getComment()).isEqualTo("fine");
            });
  }

  @Test
  void whatFeatureSetsArePublishedWithIsThereBeforeTheLaw(@TempDir Path dir) throws Exception {
    run("e.", "topics", "--regions", "plant");
    assertThat(run("e.", "publish", GUARD.toString(), "--wait", "0s")).as("%s", err).isZero();
    assertThat(run("e.", "topics", "--regions", "plant", "--check")).as("%s", err).isZero();
    assertThat(run("e.", "topics", "--regions", "edge")).as("%s", err).isZero();

    Path described = edited(dir.resolve("described"), "How busy the host has been.", "Its load.");
    assertThat(run("e.", "validate", described.toString(), "--against")).as("%s", err).isZero();
    assertThat(run("e.", "publish", described.toString(), "--wait", "0s")).as("%s", err).isZero();
    TopicTail.drain(broker.bootstrap(), "e.plant.features.host_health.v1", message -> {});
    TopicTail.drain(broker.bootstrap(), "e.edge.features.host_health.v1", message -> {});
    try (var client = new CachedSchemaRegistryClient(registry.url(), 10)) {
      assertThat(client.getCompatibility("dev.reeve.feature.host_health_v1"))
          .isEqualTo("FULL_TRANSITIVE");
      assertThat(client.getAllVersions("dev.reeve.feature.host_health_v1")).hasSize(2);
    }
  }

  @Test
  void anEditWithoutANewVersionIsRefusedWithBothValues(@TempDir Path dir) throws Exception {
    run("f.", "topics", "--regions", "plant");
    run("f.", "publish", GUARD.toString(), "--wait", "0s");
    Path edited = edited(dir.resolve("edited"), "last: 5s, pane: 1s", "last: 6s, pane: 1s");

    assertThat(run("f.", "validate", edited.toString())).isZero();
    assertThat(run("f.", "validate", edited.toString(), "--against")).isEqualTo(2);
    assertThat(run("f.", "publish", edited.toString(), "--wait", "0s")).isEqualTo(2);
    assertThat(err.toString())
        .contains("host_health@1: /features/0/window/last is '6s', generation 1 has '5s'");
    assertThat(control("f.")).hasSize(2);
  }

  @Test
  void aRollBackIsANewGenerationOfTheReleaseBefore(@TempDir Path dir) throws Exception {
    run("g.", "topics", "--regions", "plant,edge");
    run("g.", "publish", GUARD.toString(), "--wait", "0s");
    assertThat(run("g.", "rollback", "--wait", "0s")).isEqualTo(2);
    assertThat(err.toString())
        .contains("region plant: nothing that it did not refuse was in force");

    String first = ReleaseInForce.of(control("g."), "plant").orElseThrow().release();
    Path described = edited(dir.resolve("next"), "How busy the host has been.", "Its load.");
    run("g.", "publish", described.toString(), "--wait", "0s");
    assertThat(run("g.", "rollback", "--wait", "0s")).as("%s", err).isZero();

    assertThat(out.toString()).contains(first + " is in force as generation 3 for all regions");
    assertThat(ReleaseInForce.of(control("g."), "edge"))
        .hasValueSatisfying(
            inForce -> {
              assertThat(inForce.generation()).isEqualTo(3);
              assertThat(inForce.release()).isEqualTo(first);
            });
    assertThat(run("g.", "rollback", "--wait", "0s")).as("never forward").isEqualTo(2);
    assertThat(control("g.")).hasSize(5);
    assertThat(run("g.", "rollback", "--to", "0123456789", "--wait", "0s")).isEqualTo(2);
    assertThat(run("g.", "rollback", "--to", "x", "--wait", "0s")).isEqualTo(2);
    assertThat(err.toString()).contains("--to: 'x' is not 8 to 64 digits");
  }

  @Test
  void twoVersionsAreComparedOnWhatTheyPublished(@TempDir Path dir) throws Exception {
    run("h.", "topics", "--regions", "plant");
    run("h.", "publish", GUARD.toString(), "--wait", "0s");
    Path second = edited(dir.resolve("second"), "version: 1", "version: 2");
    for (String kind : List.of("agents", "policies")) {
      edit(second.resolve(kind), "host_health@1", "host_health@2");
    }
    assertThat(run("h.", "publish", second.toString(), "--wait", "0s")).as("%s", err).isZero();
    vectors("h.", 1, 10.0, 20.0);
    vectors("h.", 2, 10.0, 26.0);

    out.getBuffer().setLength(0);
    String[] compare = {"compare", "host_health@1", "host_health@2", "--region", "plant"};
    assertThat(run("h.", compare)).as("%s", err).isZero();
    assertThat(out.toString()).contains("cpu_mean").contains("1 entity is not ready");
    out.getBuffer().setLength(0);
    assertThat(
            run("h.", "compare", "host_health@1", "host_health@2", "--region", "plant", "--json"))
        .isZero();
    JsonNode mean = new ObjectMapper().readTree(out.toString()).at("/features/cpu_mean");
    assertThat(mean.path("compared").asInt()).isEqualTo(2);
    assertThat(mean.path("equal").asDouble()).isEqualTo(0.5);
    assertThat(mean.path("mean_difference").asDouble()).isEqualTo(3);
    assertThat(mean.path("fresh_after").asDouble()).isEqualTo(1);
    assertThat(run("h.", "compare", "host_health", "host_health@2", "--region", "plant"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'host_health' is no feature set");
  }

  private static void vectors(String prefix, int version, double... means) throws Exception {
    Contracts contracts = new Contracts(registry.url());
    String subject = "dev.reeve.feature.host_health_v" + version;
    try (var client = new CachedSchemaRegistryClient(registry.url(), 10);
        TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      int id = client.getLatestSchemaMetadata(subject).getId();
      var schema = contracts.writers().byId(id).orElseThrow();
      for (int i = 0; i < means.length; i++) {
        GenericRecordBuilder record = new GenericRecordBuilder(schema);
        record.set("entity_type", "host").set("entity", "web-1").set("event_id", "e" + i);
        record.set("as_of", 1_000L * i).set("cpu_mean", means[i]).set("cpu_mean_status", "FRESH");
        writer.write(
            prefix + "plant.features.host_health.v" + version,
            "host/web-1".getBytes(StandardCharsets.UTF_8),
            WireFormat.encode(id, record.build()));
      }
      writer.flush();
    }
  }

  private static List<ControlRecord> control(String prefix) {
    Addresses addresses = addresses(prefix);
    return new ControlTopic(addresses, new Contracts(addresses.registry())).records();
  }

  /** A copy of the release with another text in its feature set. */
  private static Path edited(Path copy, String text, String other) throws IOException {
    try (Stream<Path> files = Files.walk(GUARD)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(GUARD.relativize(file).toString()));
      }
    }
    edit(copy.resolve("features"), text, other);
    return copy;
  }

  private static void edit(Path folder, String text, String other) throws IOException {
    boolean changed = false;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file);
        changed |= content.contains(text);
        Files.writeString(file, content.replaceFirst(Pattern.quote(text), other));
      }
    }
    assertThat(changed).as("%s holds %s", folder, text).isTrue();
  }

  @Test
  void aSourceMappingIsCheckedAgainstTheRegisteredSchema() throws Exception {
    Path release = folder.resolve("mapped");
    Path example = RELEASE.resolveSibling("service-health");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = release.resolve(example.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(
        release.resolve("sources/monitoring.yaml"),
        """
        name: monitoring
        topic: checks
        measures:
          up: upp
          latency_ms: latency
        entities:
          - {type: service, field: service, topic: service-events}
        """);
    assertThat(run("e.", "topics", "--regions", "plant")).isZero();
    assertThat(run("e.", "publish", release.toString(), "--wait", "0s")).isEqualTo(2);
    assertThat(err.toString()).contains("sources/monitoring.yaml:").contains("checks-value");

    String schema =
        """
        {"type": "record", "name": "Check", "fields": [
          {"name": "up", "type": "boolean"}, {"name": "latency", "type": "string"},
          {"name": "service", "type": "string"}]}""";
    try (var client = new CachedSchemaRegistryClient(registry.url(), 10)) {
      client.register("checks-value", new AvroSchema(schema));
    }
    assertThat(run("e.", "validate", release.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("sources/monitoring.yaml:4:")
        .contains("no field 'upp' in Check, did you mean 'up'?")
        .contains("sources/monitoring.yaml:5:")
        .contains("latency is string; allowed: int, long");

    Path mapping = release.resolve("sources/monitoring.yaml");
    Files.writeString(
        mapping,
        Files.readString(mapping).replace("upp", "up").replace("latency\n", "=double(latency)\n"));
    assertThat(run("e.", "publish", release.toString(), "--wait", "0s")).isZero();
    assertThat(run("e.", "topics", "--regions", "plant", "--check")).isZero();
    assertThat(run("e.", "catalog", "--region", "plant")).isZero();
    assertThat(out.toString()).contains("from         checks: up");
    try (TopicTail tail = new TopicTail(broker.bootstrap(), List.of("e.plant.service-events"))) {
      assertThat(tail.drain(message -> {})).isZero();
    }
  }

  private static Addresses addresses(String prefix) {
    return new Addresses(broker.bootstrap(), registry.url(), prefix);
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
