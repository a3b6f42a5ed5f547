package dev.reeve.benchmarks.windows;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One of those who compute mean and maximum over windows. */
interface WindowJob {

  /** How the table calls it. */
  String title();

  /** Whether it can compute these windows, and in bearable time. */
  boolean supports(WindowLoad load);

  /** Whether its cost per event grows until the windows are full for the first time. */
  boolean needsFullWindows();

  /**
   * Builds the job.
   *
   * @param events events that it reads, from event 0 on
   * @param results where its results go
   */
  void build(
      StreamExecutionEnvironment environment, WindowLoad load, long events, WindowResults results);
}
