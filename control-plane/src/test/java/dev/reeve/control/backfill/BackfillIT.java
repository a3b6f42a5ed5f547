package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import dev.reeve.local.SessionCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Does a training set hold what was known at its times, from files, and account for the rest? */
@Timeout(300)
class BackfillIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/grid-features");
  private static final String ZONE = "DE-LU";
  private static final long HOUR = 3_600_000;
  private static final long KNOWN_AFTER = HOUR / 2;

  @TempDir private Path folder;

  @Test
  void aLateCorrectionOfAnHourChangesNoRowReadAtAnEarlierKnownTime() throws IOException {
    List<String> hours = events();
    Path before = Files.createDirectories(folder.resolve("before"));
    Files.write(before.resolve("hours.jsonl"), hours);
    Path after = Files.createDirectories(folder.resolve("after"));
    int corrected = 30;
    int known = 36;
    Files.write(after.resolve("1.jsonl"), hours.subList(0, known));
    Files.writeString(after.resolve("2.jsonl"), correction(hours.get(corrected), known) + "\n");
    Files.write(after.resolve("3.jsonl"), hours.subList(known, hours.size()));
    long correctionKnownAt =
        JSON.readTree(correction(hours.get(corrected), known)).get("known_at").asLong();
    Path labels = labels(hours);

    List<String> without = trainingSet(before, labels, "without");
    List<String> with = trainingSet(after, labels, "with");

    assertThat(with).hasSameSizeAs(without).hasSize(2 * hours.size() + 1);
    int earlier = 0;
    int changed = 0;
    for (int i = 1; i < with.size(); i++) {
      long readAt = Long.parseLong(with.get(i).split(",")[1]);
      if (readAt < correctionKnownAt) {
        earlier++;
        assertThat(with.get(i)).isEqualTo(without.get(i));
      } else if (!with.get(i).equals(without.get(i))) {
        changed++;
      }
    }
    assertThat(earlier).as("rows read before the correction").isGreaterThan(60);
    assertThat(changed).as("rows that know of the correction").isGreaterThan(40);
  }

  @Test
  void theSameEventsGiveTheSameBytesInAnyFormatOnAClusterAndWhateverTheParallelism()
      throws Exception {
    List<String> events = events();
    Path lines = Files.createDirectories(folder.resolve("lines"));
    Files.write(lines.resolve("hours.jsonl"), events);
    Path containers = Files.createDirectories(folder.resolve("containers"));
    writeAvro(containers.resolve("hours.avro"), events);

    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    assertThat(run("--files=" + lines, "--every-event", "--out=" + here).exit()).isZero();
    try (SessionCluster cluster = SessionCluster.start(folder.resolve("flink"), 1, 2)) {
      Result result =
          run(
              "--files=" + containers,
              "--every-event",
              "--out=" + there,
              "--cluster=" + cluster.webUrl(),
              "--parallelism=2");
      assertThat(result.exit()).as(result.err()).isZero();
    }

    for (String name :
        List.of("zone_price.v1.csv", "zone_price.v1.parquet", "zone_carbon.v1.parquet")) {
      assertThat(there.resolve(name)).as(name).hasSameBinaryContentAs(here.resolve(name));
    }
  }

  @Test
  void everyRecordIsAcceptedADuplicateOrAmongTheRejectedWithItsReason() throws IOException {
    List<String> lines = new ArrayList<>(events().subList(0, 10));
    lines.add(lines.get(9));
    lines.add("{\"event_id\": \"x\"");
    lines.add(lines.get(9).replace("\"region\":\"grid\"", "\"region\":\"moon\""));
    lines.add(lines.get(0).replace("hour 0", "hour 0 again"));
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.write(files.resolve("hours.jsonl"), lines);

    Result result =
        run("--files=" + files, "--every-event", "--out=" + folder.resolve("out"), "--json");

    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode report = JSON.readTree(result.out());
    assertThat(report.get("read").asLong()).isEqualTo(14);
    assertThat(report.get("accepted").asLong()).isEqualTo(10);
    assertThat(report.get("duplicates").asLong()).isEqualTo(1);
    assertThat(report.get("rejected").toString())
        .isEqualTo("{\"LATE\":1,\"UNDECODABLE\":1,\"WRONG_REGION\":1}");
    List<String> rejected = Files.readAllLines(folder.resolve("out/rejected.jsonl"));
    assertThat(rejected).hasSize(3);
    JsonNode malformed = JSON.readTree(rejected.get(0));
    assertThat(malformed.get("topic").asText()).isEqualTo("hours.jsonl");
    assertThat(malformed.get("offset").asLong()).isEqualTo(11);
    assertThat(malformed.get("detail").asText()).contains("end-of-input");
  }

  @Test
  void allBadInputIsToldAtOnce() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), "entity,when\nDE-LU,now\n");

    Result result =
        run(
            "--files=" + folder.resolve("nowhere"),
            "--labels=" + labels,
            "--every-event",
            "--features=zone_prices@1",
            "--out=" + folder);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("--labels and --every-event are both given")
        .contains("is no empty folder")
        .contains("--features names zone_prices@1: the release has zone_price@1, zone_carbon@1")
        .contains("there is no folder " + folder.resolve("nowhere"))
        .contains("there is no column 'time'");
  }

  private List<String> trainingSet(Path files, Path labels, String name) throws IOException {
    Path out = folder.resolve(name);
    Result result =
        run(
            "--files=" + files,
            "--labels=" + labels,
            "--features=zone_price@1",
            "--out=" + out,
            "--lateness",
            "12h");
    assertThat(result.exit()).as(result.err()).isZero();
    return Files.readAllLines(out.resolve("zone_price.v1.csv"));
  }

  /** Two readings an hour: before its figure is known, and after. */
  private Path labels(List<String> hours) throws IOException {
    List<String> rows = new ArrayList<>(List.of("time,entity,kept"));
    for (String hour : hours) {
      long time = JSON.readTree(hour).get("event_time").asLong();
      rows.add(Instant.ofEpochMilli(time + 1) + "," + ZONE + ",early");
      rows.add(time + KNOWN_AFTER + "," + ZONE + ",\"on, time\"");
    }
    return Files.write(folder.resolve("labels.csv"), rows);
  }

  private static String correction(String hour, int known) throws IOException {
    JsonNode event = JSON.readTree(hour);
    long knownAt = JSON.readTree(events().get(known)).get("event_time").asLong() + 1;
    return "{\"event_id\":\"correction\",\"region\":\"grid\",\"entity_type\":\"zone\",\"entity\":\"%s\",\"event_time\":%d,\"measures\":{\"price\":999.5},\"known_at\":%d}"
        .formatted(ZONE, event.get("event_time").asLong(), knownAt);
  }

  /** Three days of one zone, each hour known half an hour later. */
  private static List<String> events() throws IOException {
    List<String> events = new ArrayList<>();
    List<String> rows = GridData.rows(Set.of(ZONE), "2021-01-04");
    for (int i = 1; i < rows.size(); i++) {
      String[] cells = rows.get(i).split(",", -1);
      long time = Instant.parse(cells[0]).toEpochMilli();
      String price = cells[12].isEmpty() ? "" : "\"price\":" + cells[12] + ",";
      events.add(
          "{\"event_id\":\"hour %d\",\"region\":\"grid\",\"entity_type\":\"zone\",\"entity\":\"%s\",\"event_time\":%d,\"measures\":{%s\"carbon\":%s},\"attributes\":{\"estimated\":\"%s\"},\"known_at\":%d}"
              .formatted(i - 1, cells[1], time, price, cells[6], cells[14], time + KNOWN_AFTER));
    }
    return events;
  }

  /** The same events in an Avro object container, written with a schema of its own. */
  private static void writeAvro(Path file, List<String> events) throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Hour", "fields": [
                  {"name": "event_id", "type": "string"}, {"name": "region", "type": "string"},
                  {"name": "entity_type", "type": "string"}, {"name": "entity", "type": "string"},
                  {"name": "event_time", "type": "long"},
                  {"name": "measures", "type": {"type": "map", "values": "double"}},
                  {"name": "attributes", "type": {"type": "map", "values": "string"}},
                  {"name": "known_at", "type": "long"}]}
                """);
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.create(schema, file.toFile());
      for (String event : events) {
        writer.append(reader.read(null, DecoderFactory.get().jsonDecoder(schema, event)));
      }
    }
  }

  private static Result run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("backfill", "--release=" + RELEASE, "--region=grid"));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Reeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Result(
        line.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
  }

  private record Result(int exit, String out, String err) {}
}
