package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink in this JVM runs several jobs on one cluster and shows them in its web UI. */
class FlinkIT {

  @Test
  void runsJobsSideBySideAndShowsThem(@TempDir Path dir) throws Exception {
    try (LocalFlink flink = LocalFlink.start(dir, 2, 1, new Configuration())) {
      assertThat(get(flink.webUrl() + "/index.html")).contains("Apache Flink Web Dashboard");
      List<JobClient> jobs = new ArrayList<>();
      for (String name : List.of("plant", "cloud")) {
        StreamExecutionEnvironment environment = flink.environment().setParallelism(1);
        environment.fromSequence(1, 1000).sinkTo(new DiscardingSink<>());
        jobs.add(flink.submit(environment, name));
      }
      for (JobClient job : jobs) {
        job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
      }
      assertThat(get(flink.webUrl() + "/jobs/overview")).contains("plant", "cloud", "FINISHED");
    }
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
