package dev.reeve.control.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks Flink's REST API how long the latest checkpoint of each region's job took. */
final class CheckpointWatch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String webUrl;
  private final Map<String, String> jobs;
  private final Map<String, Long> latest = new ConcurrentHashMap<>();

  /**
   * @param jobs job ids by region
   */
  CheckpointWatch(String webUrl, Map<String, String> jobs) {
    this.webUrl = webUrl;
    this.jobs = jobs;
  }

  /**
   * Asks anew; the answers come while the caller goes on. A question without one changes nothing.
   */
  void ask() {
    jobs.forEach(
        (region, job) -> {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(webUrl + "/jobs/" + job + "/checkpoints"))
                  .timeout(Duration.ofSeconds(2))
                  .build();
          client
              .sendAsync(request, BodyHandlers.ofString())
              .thenAccept(response -> take(region, response.body()));
        });
  }

  /** Milliseconds from trigger to completion of the region's latest checkpoint; -1 before it. */
  long latest(String region) {
    return latest.getOrDefault(region, -1L);
  }

  private void take(String region, String body) {
    try {
      JsonNode duration = JSON.readTree(body).at("/latest/completed/end_to_end_duration");
      if (duration.isNumber()) {
        latest.put(region, duration.asLong());
      }
    } catch (IOException e) {
      throw new IllegalStateException("Flink's REST API gave no JSON", e);
    }
  }
}
