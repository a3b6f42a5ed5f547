package dev.reeve.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.control.Reeve;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
