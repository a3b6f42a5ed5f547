package dev.reeve.benchmarks.entities;

import dev.reeve.benchmarks.entities.StoredBytes.Sum;
import dev.reeve.benchmarks.region.Gate;
import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.benchmarks.region.LocalCluster;
import dev.reeve.benchmarks.region.MeasuredSpan;
import dev.reeve.benchmarks.region.ProcessorTime;
import dev.reeve.benchmarks.region.RegionFeatures;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.SourcedEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Feeds a population through the features of a region job and reads its RocksDB from outside. The
 * job idles, its state in place, until that is done.
 */
final class EntitiesRun {

  /** One run in a JVM at a time. */
  private static final AtomicLong DONE = new AtomicLong();

  private final Population population;
  private final Path folder;
  private final PrintWriter progress;

  /**
   * What came out.
   *
   * @param span what all events took
   * @param stored live records, by first letter of the entities and name of the state
   * @param diskBytes bytes of RocksDB's table files
   * @param savepointBytes bytes of a native savepoint
   */
  record Result(
      MeasuredSpan span,
      Map<Character, Map<String, Sum>> stored,
      long diskBytes,
      long savepointBytes) {}

  EntitiesRun(Population population, Path folder, PrintWriter progress) {
    this.population = population;
    this.folder = folder;
    this.progress = progress;
  }

  Result run() throws Exception {
    DONE.set(0);
    StreamExecutionEnvironment environment = LocalCluster.environment(1, folder);
    Gate gate = Gate.closed(1);
    var events =
        environment
            .fromSequence(0, Long.MAX_VALUE - 1)
            .flatMap(new ToEvent(population, gate))
            .returns(new AvroTypeInfo<>(SourcedEvent.class));
    RegionFeatures.of(events, HostLoad.twentyFeatures(), gate)
        .flatMap(new Count())
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    JobClient client = environment.executeAsync("entities");
    try {
      MeasuredSpan span = awaitAll(client);
      Path savepoint = folder.resolve("savepoint");
      client
          .triggerSavepoint(savepoint.toUri().toString(), SavepointFormatType.NATIVE)
          .get(5, TimeUnit.MINUTES);
      Path database = StoredBytes.database(folder.resolve("rocksdb"));
      return new Result(
          span,
          StoredBytes.of(database),
          StoredBytes.ofFiles(database, ".sst"),
          StoredBytes.ofFiles(savepoint, ""));
    } finally {
      client.cancel().get(1, TimeUnit.MINUTES);
      environment.close();
    }
  }

  private MeasuredSpan awaitAll(JobClient client) throws Exception {
    long start = System.nanoTime();
    long cpu = ProcessorTime.nanos();
    long told = 0;
    while (DONE.get() < population.events()) {
      if (client.getJobStatus().get().isGloballyTerminalState()) {
        client.getJobExecutionResult().get();
        throw new IllegalStateException("the job ended after " + DONE.get() + " events");
      }
      if (DONE.get() - told >= 500_000) {
        told = DONE.get();
        progress.printf("%,d of %,d events%n", told, population.events()).flush();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return new MeasuredSpan(
        population.events(), System.nanoTime() - start, ProcessorTime.nanos() - cpu);
  }

  private record ToEvent(Population population, Gate gate)
      implements FlatMapFunction<Long, SourcedEvent> {
    @Override
    public void flatMap(Long i, Collector<SourcedEvent> out) throws InterruptedException {
      if (i == 0) {
        gate.pass();
      }
      if (i < population.events()) {
        out.collect(population.event(i));
      } else {
        // Idle and alive: a source that ended would take its job's state with it.
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private record Count() implements FlatMapFunction<FeatureBundle, Long> {
    @Override
    public void flatMap(FeatureBundle bundle, Collector<Long> out) {
      DONE.incrementAndGet();
    }
  }
}
