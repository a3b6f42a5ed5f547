package dev.reeve.control.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.control.command.FlinkRest;
import dev.reeve.jobs.BackfillJob;
import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.local.LocalFlink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the backfill job and waits for its end, telling how far it is. */
final class BackfillRun {

  private static final long POLL_MS = 200;
  private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MANAGED_MB_PER_SLOT = 96;
  private static final String FIRST_OPERATOR = "read events";

  private final BackfillOptions options;
  private final PrintWriter progress;

  /**
   * @param progress takes a line now and then
   */
  BackfillRun(BackfillOptions options, PrintWriter progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Runs it in a Flink of this JVM. */
  void here(Path scratch) throws IOException {
    Configuration settings = new Configuration();
    settings.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes((long) MANAGED_MB_PER_SLOT * options.parallelism()));
    try (LocalFlink flink =
        LocalFlink.start(scratch.resolve("flink"), 1, options.parallelism(), settings)) {
      StreamExecutionEnvironment environment = flink.environment();
      BackfillJob.define(environment, options);
      String job = flink.submit(environment, BackfillJob.name(options)).getJobID().toHexString();
      await(new FlinkRest(flink.webUrl()), job);
    }
  }

  /** Runs it on a cluster; Ctrl-C cancels it there. */
  void on(String url, Path jar) throws IOException {
    FlinkRest rest = new FlinkRest(url);
    String job =
        rest.run(rest.upload(jar), BackfillJob.class, options.arguments(), options.parallelism());
    progress.println("reeve: the job is " + url + "/#/job/running/" + job + "/overview");
    Thread cancel = new Thread(() -> cancel(rest, job), "cancel-backfill");
    Runtime.getRuntime().addShutdownHook(cancel);
    await(rest, job);
    Runtime.getRuntime().removeShutdownHook(cancel);
  }

  private void await(FlinkRest rest, String job) throws IOException {
    long start = System.nanoTime();
    long told = start;
    while (true) {
      JsonNode state = rest.job(job);
      JobStatus status = JobStatus.valueOf(state.path("state").asText());
      if (status == JobStatus.FINISHED) {
        return;
      }
      if (status.isTerminalState()) {
        throw new IOException("the job is " + status + ": " + rest.lastFailure(job));
      }
      if (System.nanoTime() - told > BETWEEN_LINES_NANOS) {
        told = System.nanoTime();
        progress.printf(
            "reeve: %5.0f s  %s  %,d records read%n",
            (told - start) / 1e9, status.name().toLowerCase(java.util.Locale.ROOT), read(state));
      }
      pause();
    }
  }

  /** The source is chained to what follows: what leaves its task is what was validated. */
  private static long read(JsonNode job) {
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("name").asText().contains(FIRST_OPERATOR)) {
        return vertex.path("metrics").path("write-records").asLong();
      }
    }
    return 0;
  }

  private static void cancel(FlinkRest rest, String job) {
    try {
      rest.cancel(job);
    } catch (IOException e) {
      System.err.println("reeve: the job " + job + " could not be cancelled: " + e.getMessage());
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while the backfill was running");
    }
  }
}
