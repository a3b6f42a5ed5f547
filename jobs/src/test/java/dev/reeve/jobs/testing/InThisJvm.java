package dev.reeve.jobs.testing;

import dev.reeve.jobs.RegionAgentJob;
import dev.reeve.jobs.SourceMappingJob;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.jobs.options.SourceMappingOptions;
import dev.reeve.local.LocalFlink;
import dev.reeve.schema.release.SourceDefinition;
import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this JVM, for region jobs. */
public final class InThisJvm implements AutoCloseable {

  private static final int SLOTS = 4;

  private final LocalFlink flink;

  private InThisJvm(LocalFlink flink) {
    this.flink = flink;
  }

  public static InThisJvm start(String name) throws IOException {
    return new InThisJvm(
        LocalFlink.start(
            TestingStack.get().folder("flink-" + name), 1, SLOTS, new Configuration()));
  }

  public JobClient submit(RegionOptions options) throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    RegionAgentJob.define(environment, options);
    return flink.submit(environment, RegionAgentJob.name(options));
  }

  public JobClient submit(SourceMappingOptions options, List<SourceDefinition> sources)
      throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    SourceMappingJob.define(environment, options, sources);
    return flink.submit(environment, SourceMappingJob.name(options));
  }

  /** Ends the TaskManager in mid-stream and starts another; its jobs go on from a checkpoint. */
  public void endTaskManager() throws Exception {
    endTaskManager(() -> {});
  }

  /** The same, with what happens in the outage. */
  public void endTaskManager(Runnable meanwhile) throws Exception {
    flink.cluster().terminateTaskManager(0).get();
    meanwhile.run();
    flink.cluster().startTaskManager();
  }

  @Override
  public void close() throws IOException {
    flink.close();
  }
}
