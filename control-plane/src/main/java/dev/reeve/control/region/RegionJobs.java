package dev.reeve.control.region;

import dev.reeve.jobs.RegionAgentJob;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.local.LocalFlink;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The region jobs that run in a Flink of this JVM. */
public final class RegionJobs {

  private static final Duration STOP_WITHIN = Duration.ofMinutes(3);

  private final LocalFlink flink;
  private final Map<String, JobClient> jobs = new LinkedHashMap<>();

  private RegionJobs(LocalFlink flink) {
    this.flink = flink;
  }

  /** Starts one job for each region. */
  public static RegionJobs start(LocalFlink flink, List<RegionOptions> regions) throws IOException {
    RegionJobs jobs = new RegionJobs(flink);
    for (RegionOptions options : regions) {
      StreamExecutionEnvironment environment = flink.environment();
      RegionAgentJob.define(environment, options);
      jobs.jobs.put(options.region(), flink.submit(environment, RegionAgentJob.name(options)));
    }
    return jobs;
  }

  /** The job of each region, in the order in which they were started. */
  public Map<String, JobClient> clients() {
    return Map.copyOf(jobs);
  }

  /**
   * Throws if a job has ended.
   *
   * @throws IllegalStateException naming region and status
   */
  public void checkRunning() {
    jobs.forEach(
        (region, job) -> {
          JobStatus status = await(job.getJobStatus(), region);
          if (status.isTerminalState()) {
            throw new IllegalStateException("the job of region " + region + " is " + status);
          }
        });
  }

  /** Why a job failed last, with its region; empty while none has failed. */
  public Optional<String> lastFailure() {
    for (Map.Entry<String, JobClient> job : jobs.entrySet()) {
      ErrorInfo failure =
          await(flink.cluster().getExecutionGraph(job.getValue().getJobID()), job.getKey())
              .getFailureInfo();
      if (failure != null) {
        String text = failure.getExceptionAsString();
        int lastCause = text.lastIndexOf("Caused by: ");
        String cause = lastCause < 0 ? text : text.substring(lastCause);
        return Optional.of(
            "the job of region "
                + job.getKey()
                + " failed: "
                + cause.lines().findFirst().orElse(""));
      }
    }
    return Optional.empty();
  }

  /**
   * Stops all jobs with a savepoint: everything that they wrote is committed afterwards.
   *
   * @param savepoints folder of the savepoints
   * @return savepoint by region
   */
  public Map<String, String> stop(String savepoints) {
    Map<String, CompletableFuture<String>> stopping = new LinkedHashMap<>();
    jobs.forEach(
        (region, job) ->
            stopping.put(
                region, job.stopWithSavepoint(false, savepoints, SavepointFormatType.NATIVE)));
    Map<String, String> stopped = new LinkedHashMap<>();
    stopping.forEach((region, future) -> stopped.put(region, await(future, region)));
    return stopped;
  }

  private static <T> T await(CompletableFuture<T> future, String region) {
    try {
      return future.get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the job of " + region, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the job of region " + region + " failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the job of region " + region + " does not answer within " + STOP_WITHIN, e);
    }
  }
}
