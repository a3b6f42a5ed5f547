package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.stream.TopicTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Backfills of the topic of grid events that a live run read, each into a folder of its own. */
final class GridBackfill {

  static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/grid-features");

  private static final String TOPIC = "live.grid.events";
  private static final int FIRST = 100;

  private final ScratchStack scratch;
  private final Path folder;

  /**
   * @param folder where the folders of the training sets go
   */
  GridBackfill(ScratchStack scratch, Path folder) {
    this.scratch = scratch;
    this.folder = folder;
  }

  /** A row for each event. */
  Path everyEvent() {
    return run("every-event", "--every-event");
  }

  /**
   * A row for each time and entity of a label table, as it was known to one who learned of each
   * hour in that hour.
   */
  Path readAt(Path labels) {
    return run("readings", "--labels=" + labels, "--known-time=event", "--parallelism=2");
  }

  /** Reads a range of the topic that begins at an offset and ends at a timestamp, and counts. */
  void readsARange() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicTail.drain(scratch.stack().bootstrap(), TOPIC, records::add);
    long end =
        records.stream()
            .mapToLong(ConsumerRecord::timestamp)
            .sorted()
            .skip(records.size() / 2)
            .findFirst()
            .orElseThrow();
    Set<Integer> ended = new TreeSet<>();
    long expected = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.timestamp() >= end) {
        ended.add(record.partition());
      }
      boolean behindStart = record.partition() > 0 || record.offset() >= FIRST;
      expected += behindStart && !ended.contains(record.partition()) ? 1 : 0;
    }
    assertThat(expected).isPositive().isLessThan(records.size() - FIRST);

    Path out = run("range", "--every-event", "--from=" + TOPIC + ":0=" + FIRST, "--to=" + end);

    JsonNode report = new ObjectMapper().readTree(Files.readString(out.resolve("backfill.json")));
    assertThat(report.get("read").asLong()).as("records of the range").isEqualTo(expected);
    assertThat(report.get("accepted").asLong()).isEqualTo(expected);
  }

  private Path run(String name, String... more) {
    Path out = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "backfill",
                "--release=" + RELEASE,
                "--region=grid",
                "--topics=" + TOPIC,
                "--bootstrap=" + scratch.stack().bootstrap(),
                "--registry=" + scratch.stack().registryUrl(),
                "--out=" + out,
                "--lateness=2h"));
    arguments.addAll(List.of(more));
    assertThat(Reeve.commandLine().execute(arguments.toArray(String[]::new))).as(name).isZero();
    return out;
  }
}
