package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.Reeve;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.replay.Replay;
import dev.reeve.control.replay.ReplaySettings;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P4 on real data: features of a live run, of a replay from the same first event, with
 * other partitions and another parallelism, and of a backfill of the live run's topic are equal bit
 * for bit. An hour without a price or without a measured figure goes into no feature of it.
 */
class GridFeaturesIT {

  private static final Path RELEASE =
      Path.of(System.getProperty("reeve.root"), "deploy/releases/grid-features");
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);
  private static final int PRICE = 12;
  private static final int ESTIMATED = 14;

  @TempDir private Path folder;

  private final PrintWriter err = new PrintWriter(System.err, true);
  private long rows;
  private long priced;
  private long measured;

  @Test
  @Timeout(600)
  void liveReplayAndBackfillOfSixWeeksAreEqualBitForBit(TestReporter reporter) throws Exception {
    areEqual(Set.of("DE-LU", "CA-ON"), "2021-02-12", reporter);
  }

  @Test
  @Tag("soak")
  @Timeout(5400)
  void liveReplayAndBackfillOfAllZonesOverTwoYearsAreEqualBitForBit(TestReporter reporter)
      throws Exception {
    areEqual(Set.of(), "2023-01-01", reporter);

    assertThat(rows).isEqualTo(280_320);
    assertThat(priced)
        .as("GB, CL-SIC and IN-WE have no price, 97 hours of others")
        .isEqualTo(227_663);
  }

  private void areEqual(Set<String> zones, String before, TestReporter reporter) throws Exception {
    Path data = write(zones, before);
    Replay one = replay(data, 1);
    Replay two = replay(data, 2);
    ReadRelease release = one.release(RELEASE);
    Path out = folder.resolve("training");
    try (ScratchStack scratch = two.start()) {
      String bootstrap = scratch.stack().bootstrap();
      long start = System.nanoTime();
      assertThat(one.run(scratch, "live.", release, decision -> {}).holds()).isTrue();
      start = lap("live run", start, reporter);
      Map<FeatureSetDefinition, VectorDigests> live = new LinkedHashMap<>();
      for (FeatureSetDefinition set : release.release().featureSets()) {
        live.put(set, counted(new PublishedRows(bootstrap, "live.", records(set)), set));
      }
      start = lap("reading its vectors", start, reporter);
      assertThat(two.run(scratch, "again.", release, decision -> {}).holds()).isTrue();
      start = lap("replay", start, reporter);
      assertThat(backfill(scratch, out)).isZero();
      lap("backfill", start, reporter);

      for (FeatureSetDefinition set : release.release().featureSets()) {
        FeatureRecords records = records(set);
        Path file = out.resolve(set.name() + ".v" + set.version() + ".parquet");
        List<String> columns = records.schema().getFields().stream().map(Field::name).toList();
        PublishedRows first = new PublishedRows(bootstrap, "live.", records);
        assertSame(live.get(set), first, new PublishedRows(bootstrap, "again.", records));
        assertSame(live.get(set), first, to -> TrainingRows.read(file, columns, to));
        report(
            reporter,
            set.id(),
            "%,d vectors of %d zones with %d features, equal in all three, SHA-256 %s"
                .formatted(
                    live.get(set).size(),
                    live.get(set).entities(),
                    set.features().size(),
                    live.get(set).all()));
      }
    }
  }

  /** Digests the vectors of the live run, and holds the ages in them against the file. */
  private VectorDigests counted(RowSource source, FeatureSetDefinition set) throws Exception {
    Map<String, Long> expected =
        set.name().equals("zone_price")
            ? Map.of("price", priced, "price_mean", priced)
            : Map.of("carbon", rows, "carbon_measured_mean", measured);
    List<String> columns = records(set).schema().getFields().stream().map(Field::name).toList();
    Map<String, Long> wentIn = new LinkedHashMap<>();
    VectorDigests digests = new VectorDigests();
    source.read(
        (entity, row) -> {
          digests.take(entity, row);
          for (String feature : expected.keySet()) {
            boolean now = row.get(columns.indexOf(feature + "_age_ms")).equals("0");
            wentIn.merge(feature, now ? 1L : 0L, Long::sum);
          }
        });
    assertThat(digests.size()).isEqualTo(rows);
    assertThat(wentIn).as("hours that went into a feature").isEqualTo(expected);
    return digests;
  }

  private static void assertSame(VectorDigests first, RowSource firstSource, RowSource other)
      throws Exception {
    VectorDigests second = new VectorDigests();
    other.read(second);
    var difference = first.firstDifference(second);
    if (difference.isPresent()) {
      assertThat(at(other, difference.get())).isEqualTo(at(firstSource, difference.get()));
      assertThat(second.size()).isEqualTo(first.size());
    }
    assertThat(difference).isEmpty();
  }

  private static String at(RowSource source, VectorDigests.Place place) throws Exception {
    int[] seen = {0};
    String[] found = {place + ": there is none"};
    source.read(
        (entity, row) -> {
          if (entity.equals(place.entity()) && seen[0]++ == place.vector()) {
            found[0] = place + ": " + row;
          }
        });
    return found[0];
  }

  private int backfill(ScratchStack scratch, Path out) {
    return Reeve.commandLine()
        .execute(
            "backfill",
            "--release=" + RELEASE,
            "--region=grid",
            "--topics=live.grid.events",
            "--bootstrap=" + scratch.stack().bootstrap(),
            "--registry=" + scratch.stack().registryUrl(),
            "--every-event",
            "--out=" + out,
            "--lateness=2h");
  }

  private Replay replay(Path data, int parallelism) {
    return Replay.prepare(
        RELEASE.resolve("mapping-grid.yaml"),
        data,
        new TreeSet<>(),
        ReplaySettings.of(parallelism, CHECKPOINTS),
        err);
  }

  private Path write(Set<String> zones, String before) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    rows = -1;
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(data.resolve(GridData.FILE))),
                StandardCharsets.UTF_8))) {
      GridData.read(
          zones,
          before,
          row -> {
            try {
              out.write(row);
              out.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            if (++rows > 0) {
              String[] cells = row.split(",", -1);
              priced += cells[PRICE].isEmpty() ? 0 : 1;
              measured += cells[ESTIMATED].equals("false") ? 1 : 0;
            }
          });
    }
    return data;
  }

  private static FeatureRecords records(FeatureSetDefinition set) {
    return FeatureRecords.of(set, Aggregate::valueTypeOf);
  }

  private long lap(String what, long start, TestReporter reporter) {
    long now = System.nanoTime();
    report(reporter, what, "%.1f s".formatted((now - start) / 1e9));
    return now;
  }

  private void report(TestReporter reporter, String what, String text) {
    err.println("grid: " + what + ": " + text);
    reporter.publishEntry(what, text);
  }
}
