package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.Reeve;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.replay.Replay;
import dev.reeve.control.replay.ReplaySettings;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.wire.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P4 on real data: features of a live run, of a replay from the same first event and of a
 * backfill of the live run's topic are equal bit for bit.
 */
@Timeout(600)
class GridFeaturesIT {

  private static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/grid-features");
  private static final int WIRE_HEADER = 5;

  @TempDir private Path folder;

  @Test
  void liveReplayAndBackfillAreEqualBitForBit() throws Exception {
    List<String> rows = GridData.rows(Set.of("DE-LU", "CA-ON"), "2021-02-12");
    Path data = Files.createDirectories(folder.resolve("data"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(data.resolve(GridData.FILE)))) {
      out.write(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }
    PrintWriter err = new PrintWriter(System.err, true);
    Replay replay =
        Replay.prepare(
            RELEASE.resolve("mapping-grid.yaml"),
            data,
            new TreeSet<>(),
            ReplaySettings.of(1, Duration.ofMillis(500)),
            err);
    ReadRelease release = replay.release(RELEASE);
    Path out = folder.resolve("training");
    try (ScratchStack scratch = replay.start()) {
      assertThat(replay.run(scratch, "live.", release, decision -> {}).holds()).isTrue();
      assertThat(replay.run(scratch, "again.", release, decision -> {}).holds()).isTrue();
      String bootstrap = scratch.stack().bootstrap();
      int exit =
          Reeve.commandLine()
              .execute(
                  "backfill",
                  "--release=" + RELEASE,
                  "--region=grid",
                  "--topics=live.grid.events",
                  "--bootstrap=" + bootstrap,
                  "--registry=" + scratch.stack().registryUrl(),
                  "--every-event",
                  "--out=" + out,
                  "--lateness=2h");

      assertThat(exit).isZero();
      for (FeatureSetDefinition set : release.release().featureSets()) {
        FeatureRecords records = FeatureRecords.of(set, Aggregate::valueTypeOf);
        var live = published(bootstrap, "live.", records);
        List<String> columns = records.schema().getFields().stream().map(Field::name).toList();
        String file = set.name() + ".v" + set.version();

        assertThat(live.values().stream().mapToInt(List::size).sum()).isEqualTo(rows.size() - 1);
        assertThat(published(bootstrap, "again.", records)).isEqualTo(live);
        assertThat(TrainingRows.byEntity(out.resolve(file + ".parquet"), columns)).isEqualTo(live);
      }
    }
  }

  /** All that was published for a set, by entity in the order of the partition. */
  private static Map<String, List<List<String>>> published(
      String bootstrap, String prefix, FeatureRecords records) {
    String topic =
        new Topics(prefix, "grid").features(records.set().name(), records.set().version());
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(records.schema());
    Map<String, List<List<String>>> rows = new TreeMap<>();
    TopicTail.drain(
        bootstrap,
        topic,
        message -> {
          try {
            byte[] bytes = message.value();
            GenericRecord record =
                reader.read(
                    null,
                    DecoderFactory.get()
                        .binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
            rows.computeIfAbsent(record.get("entity").toString(), e -> new ArrayList<>())
                .add(row(record));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return rows;
  }

  private static List<String> row(GenericRecord record) {
    List<String> row = new ArrayList<>();
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      row.add(
          value instanceof Collection<?> names
              ? String.join(";", names.stream().map(String::valueOf).toList())
              : TrainingRows.text(value));
    }
    return row;
  }
}
