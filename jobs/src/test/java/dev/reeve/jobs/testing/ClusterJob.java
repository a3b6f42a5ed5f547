package dev.reeve.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A job on a session cluster, through Flink's REST API. */
public final class ClusterJob {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final FlinkRest rest;
  private final String id;

  ClusterJob(FlinkRest rest, String id) {
    this.rest = rest;
    this.id = id;
  }

  public String id() {
    return id;
  }

  public String state() {
    return rest.get("/jobs/" + id).path("state").asText();
  }

  /** Names of the job's vertices, as the web UI shows them. */
  public String vertices() {
    return rest.get("/jobs/" + id).path("vertices").findValuesAsText("name").toString();
  }

  /** Number of checkpoints that were completed since the job was submitted. */
  public int completedCheckpoints() {
    return rest.get("/jobs/" + id + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** When the last completed checkpoints began, milliseconds since the epoch, by their ids. */
  Map<Long, Long> lastCheckpoints() {
    Map<Long, Long> triggeredAt = new TreeMap<>();
    for (JsonNode checkpoint : rest.get("/jobs/" + id + "/checkpoints").path("history")) {
      if (checkpoint.path("status").asText().equals("COMPLETED")) {
        triggeredAt.put(
            checkpoint.path("id").asLong(), checkpoint.path("trigger_timestamp").asLong());
      }
    }
    return triggeredAt;
  }

  /** Whether the job was ever restarted since it was submitted. */
  public boolean restarted() {
    return rest.get("/jobs/" + id).path("timestamps").path("RESTARTING").asLong() > 0;
  }

  public void awaitState(String state) {
    Awaitility.await("job " + id + " " + state)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(state()).isEqualTo(state));
  }

  public void awaitCheckpoints(int completed) {
    Awaitility.await(completed + " completed checkpoints of job " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(completedCheckpoints()).isGreaterThanOrEqualTo(completed));
  }

  public void cancel() {
    rest.patch("/jobs/" + id);
    awaitState("CANCELED");
  }

  /**
   * Stops the job with a savepoint.
   *
   * @return path of the savepoint
   */
  public String stop() {
    String trigger =
        rest.post("/jobs/" + id + "/stop", "{\"drain\":false}").path("request-id").asText();
    String status = "/jobs/" + id + "/savepoints/" + trigger;
    Awaitility.await("savepoint of job " + id)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.get(status).path("status").path("id").asText())
                    .isEqualTo("COMPLETED"));
    JsonNode operation = rest.get(status).path("operation");
    assertThat(operation.path("failure-cause").toString()).isEmpty();
    return operation.path("location").asText();
  }
}
