package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.region.ScratchStack;
import dev.reeve.control.replay.Replay;
import dev.reeve.control.replay.ReplayResult;
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
import java.util.ArrayList;
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

  private static final Path RELEASE = GridBackfill.RELEASE;
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
    areEqual(
        Set.of("DE-LU", "CA-ON"),
        "2021-02-12",
        reporter,
        (backfill, live) -> {
          assertAllAreSame(live, backfill.readAt(labels(live)));
          backfill.readsARange();
        });
  }

  @Test
  @Tag("soak")
  @Timeout(5400)
  void liveReplayAndBackfillOfAllZonesOverTwoYearsAreEqualBitForBit(TestReporter reporter)
      throws Exception {
    areEqual(Set.of(), "2023-01-01", reporter, (backfill, live) -> {});

    assertThat(rows).isEqualTo(280_320);
    assertThat(priced)
        .as("GB, CL-SIC and IN-WE have no price, 97 hours of others")
        .isEqualTo(227_663);
  }

  private void areEqual(
      Set<String> zones, String before, TestReporter reporter, FurtherBackfills further)
      throws Exception {
    Path data = write(zones, before);
    Replay one = replay(data, 1);
    Replay two = replay(data, 2);
    ReadRelease release = one.release(RELEASE);
    try (ScratchStack scratch = two.start()) {
      String bootstrap = scratch.stack().bootstrap();
      GridBackfill backfill = new GridBackfill(scratch, folder);
      long start = System.nanoTime();
      assertHolds(one.run(scratch, "live.", release, decision -> {}));
      start = lap("live run", start, reporter);
      List<LiveVectors> live = new ArrayList<>();
      for (FeatureSetDefinition set : release.release().featureSets()) {
        PublishedRows published = new PublishedRows(bootstrap, "live.", records(set));
        live.add(new LiveVectors(set, published, counted(published, set)));
      }
      start = lap("reading its vectors", start, reporter);
      assertHolds(two.run(scratch, "again.", release, decision -> {}));
      start = lap("replay", start, reporter);
      Path training = backfill.everyEvent();
      lap("backfill", start, reporter);

      for (LiveVectors vectors : live) {
        vectors.assertSame(new PublishedRows(bootstrap, "again.", records(vectors.set())));
      }
      assertAllAreSame(live, training);
      live.forEach(vectors -> report(reporter, vectors.set().id() + " equal", vectors.extent()));
      further.check(backfill, live);
    }
  }

  private static void assertHolds(ReplayResult result) {
    assertThat(result.findings())
        .allSatisfy(finding -> assertThat(finding.violations()).as(finding.region()).isEmpty());
  }

  private static void assertAllAreSame(List<LiveVectors> live, Path training) throws Exception {
    for (LiveVectors vectors : live) {
      FeatureSetDefinition set = vectors.set();
      Path file = training.resolve(set.name() + ".v" + set.version() + ".parquet");
      vectors.assertSame(to -> TrainingRows.read(file, columns(set), to));
    }
  }

  /** A label for each hour of each zone, at the event time of the hour. */
  private Path labels(List<LiveVectors> live) throws Exception {
    int asOf = columns(live.get(0).set()).indexOf("as_of");
    List<String> labels = new ArrayList<>(List.of("time,entity"));
    live.get(0).source().read((entity, row) -> labels.add(row.get(asOf) + "," + entity));
    return Files.write(folder.resolve("labels.csv"), labels);
  }

  /** Digests the vectors of the live run, and holds the ages in them against the file. */
  private VectorDigests counted(RowSource source, FeatureSetDefinition set) throws Exception {
    Map<String, Long> expected =
        set.name().equals("zone_price")
            ? Map.of("price", priced, "price_mean", priced)
            : Map.of("carbon", rows, "carbon_measured_mean", measured);
    List<String> columns = columns(set);
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

  private static List<String> columns(FeatureSetDefinition set) {
    return records(set).schema().getFields().stream().map(Field::name).toList();
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

  @FunctionalInterface
  private interface FurtherBackfills {
    void check(GridBackfill backfill, List<LiveVectors> live) throws Exception;
  }
}
