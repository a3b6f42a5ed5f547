package dev.reeve.benchmarks.entities;

import dev.reeve.benchmarks.entities.StoredBytes.Sum;
import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.StateBound;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what entities take in RocksDB. */
@Command(
    name = "entities",
    description = "Bytes of state per entity in RocksDB, with a million entities.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: benchmarks/run entities --entities 100000"})
public final class EntitiesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--entities", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private int entities;

  @Option(
      names = "--full",
      defaultValue = "10000",
      description = "entities of them with a value in each pane; default ${DEFAULT-VALUE}")
  private int full;

  @Option(
      names = "--events",
      defaultValue = "4",
      description = "events of the others; default ${DEFAULT-VALUE}")
  private int events;

  @Option(names = "--folder", description = "where state lies while it runs; default a new one")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    Path state = folder == null ? Files.createTempDirectory("reeve-benchmark-") : folder;
    Population population = new Population(full, entities - full, events);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    EntitiesRun.Result result = new EntitiesRun(population, state, progress).run();
    out.printf(
        Locale.ROOT,
        "%,d entities, %,d events in %,d s (%,.0f events/s, %,.0f CPU ns/event)%n%n",
        population.entities(),
        population.events(),
        result.span().nanos() / 1_000_000_000,
        result.span().eventsPerSecond(),
        result.span().cpuNanosPerEvent());
    out.println("| entities | state | entries per entity | key bytes | value bytes |");
    out.println("|---|---|---|---|---|");
    result.stored().forEach((kind, sums) -> print(kind, sums, population, out));
    out.println();
    out.printf(
        Locale.ROOT,
        "On disk per entity: %,.0f bytes in RocksDB's files, %,.0f bytes in a native savepoint.%n",
        (double) result.diskBytes() / population.entities(),
        (double) result.savepointBytes() / population.entities());
    StateBound bound = StateBound.of(FeatureSetPlan.of(HostLoad.twentyFeatures()));
    out.printf(
        Locale.ROOT,
        "The bound that `reeve validate` prints, without ids: %,d bytes of head, %,d of cells (%d).%n",
        bound.headBytes() + StateBound.ENTITY_BYTES,
        bound.cellBytes(),
        bound.cells());
    out.flush();
    return 0;
  }

  private void print(char kind, Map<String, Sum> sums, Population population, PrintWriter out) {
    boolean isFull = kind == Population.FULL;
    double count = isFull ? population.full() : population.sparse();
    String name = isFull ? "full" : "of " + events + " values";
    long bytes = 0;
    for (Map.Entry<String, Sum> state : sums.entrySet()) {
      Sum sum = state.getValue();
      bytes += sum.bytes();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.1f | %.1f |%n",
          name,
          state.getKey(),
          sum.entries() / count,
          sum.keyBytes() / count,
          sum.valueBytes() / count);
    }
    out.printf(Locale.ROOT, "| %s | **all** | | | **%.1f** with keys |%n", name, bytes / count);
  }
}
