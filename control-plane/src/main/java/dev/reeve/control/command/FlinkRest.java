package dev.reeve.control.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Flink's REST API, as far as it takes jars and starts jobs. */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BOUNDARY = "reeve-job-jar";
  private static final int SHOWN = 2_000;

  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param url address of the JobManager, such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(String url) {
    this.url = url;
  }

  /** Uploads the jar; returns the id under which jobs are started from it. */
  public String upload(Path jar) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, jar.getFileName())
            + "Content-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            text(head), BodyPublishers.ofFile(jar), text("\r\n--" + BOUNDARY + "--\r\n"));
    JsonNode answer = post("/jars/upload", "multipart/form-data; boundary=" + BOUNDARY, body);
    String file = answer.path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** Starts the job of a class in an uploaded jar; returns its id. */
  public String run(String jarId, Class<?> main, List<String> arguments, int parallelism)
      throws IOException {
    return run(
        jarId,
        Map.of(
            "entryClass",
            main.getName(),
            "programArgsList",
            arguments,
            "parallelism",
            parallelism));
  }

  /** What Flink tells of a job: its state, its operators and their metrics. */
  public JsonNode job(String id) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url + "/jobs/" + id)).GET(), "/jobs/" + id);
  }

  /** The last exceptions of a job, first line of the newest; empty while there was none. */
  public String lastFailure(String id) throws IOException {
    String path = "/jobs/" + id + "/exceptions";
    JsonNode entries =
        send(HttpRequest.newBuilder(URI.create(url + path)).GET(), path)
            .path("exceptionHistory")
            .path("entries");
    String text = entries.path(0).path("stacktrace").asText();
    int lastCause = text.lastIndexOf("Caused by: ");
    return text.substring(Math.max(0, lastCause)).lines().findFirst().orElse("");
  }

  /** Cancels a job. */
  public void cancel(String id) throws IOException {
    String path = "/jobs/" + id + "?mode=cancel";
    send(
        HttpRequest.newBuilder(URI.create(url + path)).method("PATCH", BodyPublishers.noBody()),
        path);
  }

  private String run(String jarId, Map<String, Object> options) throws IOException {
    byte[] body = JSON.writeValueAsBytes(options);
    return post("/jars/" + jarId + "/run", "application/json", BodyPublishers.ofByteArray(body))
        .path("jobid")
        .asText();
  }

  private JsonNode post(String path, String type, BodyPublisher body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", type).POST(body),
        path);
  }

  private JsonNode send(HttpRequest.Builder unfinished, String path) throws IOException {
    HttpRequest request = unfinished.timeout(PATIENCE).build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() / 100 != 2) {
        String text = response.body();
        throw new IOException(
            "Flink at %s refused %s with status %d: %s"
                .formatted(
                    url,
                    path,
                    response.statusCode(),
                    text.substring(0, Math.min(SHOWN, text.length()))));
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking Flink at " + url);
    } catch (java.net.ConnectException e) {
      throw new IOException("Flink does not answer at " + url, e);
    }
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
